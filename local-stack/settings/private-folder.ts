import { existsSync } from 'node:fs';
import { chmod, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../system/run-command';
import { CliError } from '../terminal/cli-error';
import { EXIT } from '../terminal/exit-code';

const OF_OTHERS = 0o077;
const STICKY = 0o1000;
/** What a stack keeps: messages, the pool with its passwords, logs. */
const KEPT = ['data', 'logs', 'pids'];

/**
 * Makes the folder of a stack one that its owner alone may enter, also where it was there already and open. What this
 * process and those that it starts make from then on is for their user alone.
 *
 * @throws CliError where the folder is not this user's own.
 */
export async function makePrivate(folder: string): Promise<void> {
  process.umask(OF_OTHERS);
  await mkdir(folder, { recursive: true });
  const { mode, uid } = await stat(folder);
  const isRoot = process.getuid?.() === 0;
  if (mode & STICKY || (uid !== process.getuid?.() && !isRoot)) {
    throw new CliError(`${folder} is not only yours: CRUDDUR_FOLDER names another`, { exitCode: EXIT.wrongUse });
  }
  if (!(mode & OF_OTHERS)) return;
  await chmod(folder, mode & ~OF_OTHERS);
  const kept = KEPT.map((name) => join(folder, name)).filter((path) => existsSync(path));
  if (kept.length > 0) await runCommand('chmod', ['-R', 'go-rwx', ...kept]);
}
