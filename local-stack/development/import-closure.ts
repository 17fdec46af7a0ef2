import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What the compiler leaves of an import, an export from, and a dynamic import of a file of ours. */
const IMPORTED = /\b(?:require|import)\(["'](\.[^"']+)["']\)/g;

/** Every JavaScript file of ours that runs when this one does; what is imported for its types alone is not among them. */
export function importClosure(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file) || !existsSync(file)) return known;
  known.add(file);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(IMPORTED)) {
    importClosure(fileOf(join(dirname(file), path!)), known);
  }
  return known;
}

/** As Node finds it: the path itself, with `.js`, or the index of a folder. */
function fileOf(path: string): string {
  if (path.endsWith('.js')) return path;
  return [`${path}.js`, join(path, 'index.js')].find((candidate) => existsSync(candidate)) ?? path;
}
