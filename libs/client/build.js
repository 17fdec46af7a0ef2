'use strict';
const { spawnSync } = require('node:child_process');
const { mkdirSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const DIST = join(__dirname, 'dist');
/** The folders of the package's two builds, and what Node and the compiler take the files in each for. */
const BUILDS = {
  esm: { type: 'module', module: 'es2022' },
  cjs: { type: 'commonjs', module: 'commonjs' },
};

/** Compiles the package to `dist`, as modules and as CommonJS, each with its types. @returns an exit code */
exports.build = () => {
  const compiler = require.resolve('typescript/bin/tsc');
  rmSync(DIST, { recursive: true, force: true });
  for (const [folder, { type, module }] of Object.entries(BUILDS)) {
    const outDir = join(DIST, folder);
    const options = ['--project', join(__dirname, 'tsconfig.json'), '--outDir', outDir, '--module', module];
    const { status } = spawnSync(process.execPath, [compiler, ...options], { stdio: ['ignore', 2, 2] });
    if (status !== 0) return status ?? 1;
    mkdirSync(outDir, { recursive: true });
    writeFileSync(join(outDir, 'package.json'), `${JSON.stringify({ type })}\n`);
  }
  return 0;
};

if (require.main === module) process.exitCode = exports.build();
