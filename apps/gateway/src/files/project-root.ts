import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the files stand that the compiler does not copy: the same from the sources and from `dist`. */
export const PROJECT_ROOT = findAbove(__dirname, 'apps/gateway/page');

/** The nearest folder above that has this path. */
function findAbove(folder: string, path: string): string {
  if (existsSync(join(folder, path))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`no ${path} above ${__dirname}`);
  return findAbove(parent, path);
}
