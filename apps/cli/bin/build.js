'use strict';
const { spawnSync } = require('node:child_process');
const { existsSync, readdirSync, statSync, utimesSync } = require('node:fs');
const { join } = require('node:path');

const ROOT = join(__dirname, '../../..');
const FOLDERS = ['apps', 'libs', 'local-stack'];
const FILES = ['package-lock.json', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json'];
/** Are built by themselves, and no service uses them. */
const OTHERS = [join('libs', 'client'), join('apps', 'web')];
/** Its time says of when the sources are that the build has; the compiler writes it. */
const BUILT_AT = join(ROOT, 'dist/.tsbuildinfo');

/** Whether a source is newer than what was built of it. An image has no sources, and so nothing to build again. */
exports.isStale = () => {
  if (!existsSync(join(ROOT, 'tsconfig.build.json'))) return false;
  if (!existsSync(BUILT_AT)) return true;
  const { mtimeMs } = statSync(BUILT_AT);
  const sources = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('spec.ts'))
      .map((file) => join(folder, file))
      .filter((file) => !OTHERS.some((other) => file.startsWith(other))),
  );
  return [...sources, ...FILES].some((file) => statSync(join(ROOT, file)).mtimeMs > mtimeMs);
};

/** Compiles all to `dist`. What was saved meanwhile, or could not be built, counts as newer. @returns an exit code */
exports.build = () => {
  const startedAt = new Date();
  const nest = require.resolve('@nestjs/cli/bin/nest.js');
  // The answer of a command that builds first has standard output for itself.
  const { status } = spawnSync(process.execPath, [nest, 'build'], { cwd: ROOT, stdio: ['ignore', 2, 2] });
  if (existsSync(BUILT_AT)) utimesSync(BUILT_AT, startedAt, status === 0 ? startedAt : new Date(0));
  return status ?? 1;
};

if (require.main === module) process.exitCode = exports.build();
