import { chown, mkdir } from 'node:fs/promises';
import { runCommand } from '../../system/run-command';
import { CliError } from '../../terminal/cli-error';
import type { LocalService } from './local-service';

const USER = 'nobody';

/**
 * Runs a command as an ordinary user who may nevertheless pass the folders that only root may enter, as those of a stack.
 *
 * Postgres refuses to run as root, while its files lie in such a folder. So it keeps one of root's rights, the one
 * over file permissions. access(2), by which it looks for its own program, heeds that right only with no_setuid_fixup.
 */
export function throughClosedFolders(command: string[], dataFolder: string): ReturnType<LocalService> {
  const right = ['--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override', '--securebits=+no_setuid_fixup'];
  return {
    command: 'setpriv',
    args: [`--reuid=${USER}`, '--clear-groups', ...right, ...command],
    prepare: async () => {
      await requireSetpriv();
      await mkdir(dataFolder, { recursive: true });
      const { stdout } = await runCommand('id', ['-u', USER]);
      await chown(dataFolder, Number(stdout), -1);
    },
  };
}

async function requireSetpriv(): Promise<void> {
  await runCommand('setpriv', ['--version']).catch(() => {
    throw new CliError('Postgres does not run as root, and as another user only by setpriv, of the package util-linux');
  });
}
