import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { preProcessFile } from 'typescript';

const ROOT = join(__dirname, '../..');
const ALIASES: Record<string, string> = { '@app/common/': 'libs/common/src/', '@local-stack/': 'local-stack/' };

export interface SourceFile {
  path: string;
  lines: number;
  /** The paths of the files that it imports, for their types too. */
  imports: string[];
}

const ROOTS = ['apps', 'libs', 'local-stack', 'bench', 'ops'];
const SOURCE = /\.tsx?$/;
const TEST = /[.-]spec\.ts$|^(apps\/[^/]+|libs\/[^/]+|local-stack)\/test\//;

/** The TypeScript files of production, bench and ops. */
export function sourceFiles(): SourceFile[] {
  const paths = ROOTS.flatMap((root) => filesIn(root)).filter((path) => SOURCE.test(path) && !TEST.test(path));
  const known = new Set(paths);
  return paths.map((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    return { path, lines: text.split('\n').length - 1, imports: importsOf(path, text, known) };
  });
}

function importsOf(path: string, text: string, known: Set<string>): string[] {
  return preProcessFile(text, true, true).importedFiles.flatMap(({ fileName }) => {
    const target = targetOf(path, fileName)?.replace(/\.js$/, '');
    return target === undefined
      ? []
      : ([`${target}.ts`, `${target}.tsx`, `${target}/index.ts`].find((each) => known.has(each)) ?? []);
  });
}

function targetOf(path: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return join(dirname(path), specifier);
  const [alias, folder] = Object.entries(ALIASES).find(([each]) => specifier.startsWith(each)) ?? [];
  return alias === undefined ? undefined : join(folder!, specifier.slice(alias.length));
}

const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => !['node_modules', 'dist'].includes(name))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]));
