import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { tsconfigPathsBeforeHookFactory } from '@nestjs/cli/lib/compiler/hooks/tsconfig-paths.hook';
import ts from 'typescript';
import { PROJECT_ROOT } from '../settings/project';
import type { Compilation } from './compilation';

/*
 * Compiles what `nest build` compiles, in the same way and to the same place, and again what a saved file concerns. It
 * writes nothing while there is an error, so that `dist` always holds what fits together.
 */

const tell = (compilation: Compilation): void => void process.send?.(compilation);
// A Ctrl-C reaches it as well as its supervisor, which ends it in its turn; or which is gone, however that was.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());

/** When the compilation began: what is saved later is not in it. */
let readAt = new Date();
const host = ts.createWatchCompilerHost(
  join(PROJECT_ROOT, 'tsconfig.build.json'),
  undefined,
  ts.sys,
  ts.createEmitAndSemanticDiagnosticsBuilderProgram,
  (diagnostic) => tell({ errors: textOf([diagnostic]) }),
  () => (readAt = new Date()),
);
host.afterProgramCreate = (program) => {
  const errors = errorsOf(program);
  tell(errors.length > 0 ? { errors: textOf(errors) } : { written: emit(program) });
};
ts.createWatchProgram(host);

function errorsOf(program: ts.EmitAndSemanticDiagnosticsBuilderProgram): ts.Diagnostic[] {
  return [
    ...program.getConfigFileParsingDiagnostics(),
    ...program.getOptionsDiagnostics(),
    ...program.getSyntacticDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...program.getSemanticDiagnostics(),
  ];
}

/** @returns the JavaScript files of what was saved. */
function emit(program: ts.EmitAndSemanticDiagnosticsBuilderProgram): string[] {
  const written: string[] = [];
  const write: ts.WriteFileCallback = (file, text, byteOrderMark) => {
    if (file.endsWith('.js')) written.push(file);
    ts.sys.writeFile(file, text, byteOrderMark);
  };
  const { paths = {}, tsBuildInfoFile } = program.getCompilerOptions();
  // Typed by another TypeScript, it runs with that of the folder in which it is called: this one.
  const withoutAliases = tsconfigPathsBeforeHookFactory({ paths, baseUrl: PROJECT_ROOT });
  program.emit(undefined, write, undefined, undefined, {
    before: [withoutAliases as unknown as ts.TransformerFactory<ts.SourceFile>],
  });
  // By this time `start` and `stack restart` know that nothing is left to build, also where nothing had to be written.
  if (tsBuildInfoFile) utimesSync(tsBuildInfoFile, readAt, readAt);
  return written;
}

function textOf(diagnostics: ts.Diagnostic[]): string {
  const isColoured = process.stderr.isTTY && process.stderr.hasColors();
  const format = isColoured ? ts.formatDiagnosticsWithColorAndContext : ts.formatDiagnostics;
  return format(diagnostics, {
    getCanonicalFileName: (file) => file,
    getCurrentDirectory: () => PROJECT_ROOT,
    getNewLine: () => ts.sys.newLine,
  });
}
