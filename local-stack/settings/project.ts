import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The repository's root, the same from the sources and from `dist`. */
export const PROJECT_ROOT = findRoot(__dirname);

/** Data, logs and downloads of the local stack; git-ignored. */
export const STATE_FOLDER = join(PROJECT_ROOT, '.cruddur');

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'nest-cli.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`no nest-cli.json above ${__dirname}`);
  return findRoot(parent);
}
