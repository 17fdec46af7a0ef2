import { dirname } from 'node:path';
import { circles } from './circles';
import { foldersOf, importsBetweenPartsOf, isInside } from './folders';
import { sourceFiles } from './source-files';

const files = sourceFiles();
const graph = new Map(files.map(({ path, imports }) => [path, imports]));

describe('circles', () => {
  it('are found, and nothing else is', () => {
    const edges: [string, string[]][] = [
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', ['e']],
      ['e', []],
    ];
    expect(circles(new Map(edges))).toEqual([['a', 'b', 'c']]);
  });
});

describe('the files of the repository', () => {
  it('are read with what they import', () => {
    expect(files.length).toBeGreaterThan(400);
    expect(graph.get('apps/users/src/main.ts')).toContain('apps/users/src/users-application.ts');
    expect(graph.get('libs/common/src/patience/outages.ts')).toContain('libs/common/src/errors/index.ts');
  });

  it('import each other in no circle', () => {
    expect(circles(graph)).toEqual([]);
  });
});

/** Where every file imports from its own folder, from those below, and from those beside. */
const LAYERED = ['apps/', 'bench/', 'libs/client/', 'libs/common/', 'local-stack/', 'ops/'];
/** What all the same imports from a folder above its own, and why. */
const EXCEPTIONS: Record<string, string> = {
  'apps/messages/src/admin/messaging.ts': 'the domain module of an app stands beside the module of its doors',
};

describe('the folders of the repository', () => {
  it.each([
    ['folder', dirname],
    ['app, part of libs, or other part of the tree', partOf],
  ])('hold a fifth of all lines at most, each %s', (_kind, placeOf) => {
    const all = files.reduce((sum, { lines }) => sum + lines, 0);
    const linesIn = new Map<string, number>();
    for (const { path, lines } of files) linesIn.set(placeOf(path), (linesIn.get(placeOf(path)) ?? 0) + lines);
    expect([...linesIn].filter(([, lines]) => lines > all / 5)).toEqual([]);
  });

  it('import no neighbour that imports them, by whatever way', () => {
    const layered = files.filter(({ path }) => LAYERED.some((part) => path.startsWith(part)));
    const folders = [...new Set(layered.flatMap(({ path }) => foldersOf(path)))];
    const circular = folders.filter((folder) => circles(importsBetweenPartsOf(folder, layered)).length > 0);
    expect(circular).toEqual([]);
  });

  it.each(LAYERED)('import none above them: %s', (part) => {
    const upward = files
      .filter(
        ({ path, imports }) => path.startsWith(part) && imports.some((each) => isInside(dirname(each), dirname(path))),
      )
      .map(({ path }) => path);
    expect(upward).toEqual(Object.keys(EXCEPTIONS).filter((path) => path.startsWith(part)));
  });
});

function partOf(path: string): string {
  const depth = { apps: 2, libs: 4 }[path.split('/')[0]!] ?? 1;
  return path.split('/').slice(0, depth).join('/');
}
