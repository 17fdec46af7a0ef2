import { statSync } from 'node:fs';
import { chown, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { runCommand } from '../../system/run-command';
import { CliError } from '../../terminal/cli-error';
import type { LocalService } from './local-service';

const USER = 'nobody';
const MAY_ENTER = 0o001;

/** The folder above `path`, or `path` itself, that other users cannot enter, as /root; undefined when there is none. */
export function closedFolder(path: string): string | undefined {
  const parent = dirname(path);
  const above = parent === path ? undefined : closedFolder(parent);
  return above ?? (statSync(path).mode & MAY_ENTER ? undefined : path);
}

/**
 * Runs a command as an ordinary user who may nevertheless pass the folders that only root may enter.
 *
 * Postgres refuses to run as root, while its files lie below such a folder. So it keeps one of root's rights, the one
 * over file permissions. access(2), by which it looks for its own program, heeds that right only with no_setuid_fixup.
 */
export function throughClosedFolders(command: string[], dataFolder: string, closed: string): ReturnType<LocalService> {
  const right = ['--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override', '--securebits=+no_setuid_fixup'];
  return {
    command: 'setpriv',
    args: [`--reuid=${USER}`, '--clear-groups', ...right, ...command],
    prepare: async () => {
      await requireSetpriv(closed);
      await mkdir(dataFolder, { recursive: true });
      const { stdout } = await runCommand('id', ['-u', USER]);
      await chown(dataFolder, Number(stdout), -1);
    },
  };
}

async function requireSetpriv(closed: string): Promise<void> {
  await runCommand('setpriv', ['--version']).catch(() => {
    throw new CliError(`Postgres does not run as root, and no other user may enter ${closed}: chmod o+x ${closed}`);
  });
}
