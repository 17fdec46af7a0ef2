import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The files of the page that are ours, which the compiler does not copy: the same from the sources and from `dist`. */
export const PAGE_FOLDER = findAbove(__dirname, 'apps/gateway/page');

function findAbove(folder: string, path: string): string {
  const found = join(folder, path);
  if (existsSync(found)) return found;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`no ${path} above ${__dirname}`);
  return findAbove(parent, path);
}
