import { dirname, join } from 'node:path';
import type { SourceFile } from './source-files';

/** Whether a path is inside a folder, however deep. */
export const isInside = (folder: string, path: string): boolean => path.startsWith(`${folder}/`);

/** The folders around a file, from its own to the outermost. */
export function foldersOf(path: string): string[] {
  const folder = dirname(path);
  return folder === '.' ? [] : [folder, ...foldersOf(folder)];
}

/** Which of the files and folders in a folder import which of the others. */
export function importsBetweenPartsOf(folder: string, files: readonly SourceFile[]): Map<string, string[]> {
  const partOf = (path: string): string | undefined =>
    isInside(folder, path) ? join(folder, path.slice(folder.length + 1).split('/')[0]!) : undefined;
  const graph = new Map<string, string[]>();
  for (const { path, imports } of files) {
    const part = partOf(path);
    if (part === undefined) continue;
    const others = imports.flatMap((each) => partOf(each) ?? []).filter((other) => other !== part);
    graph.set(part, [...(graph.get(part) ?? []), ...others]);
  }
  return graph;
}
