'use strict';
const { spawnSync } = require('node:child_process');
const { existsSync, readdirSync, statSync, utimesSync } = require('node:fs');
const { dirname, join } = require('node:path');

const ROOT = join(__dirname, '../../..');
const CONFIG = join(ROOT, 'apps/web/vite.config.ts');
const FOLDERS = ['apps/web', 'libs/client/src'];
/** What the build itself keeps among the sources. */
const OF_VITE = /(^|[\\/])(node_modules|\.vite)/;
/** Its time says of when the sources are that the build has. */
const BUILT = join(ROOT, 'dist/web/index.html');

/** Whether a source of the page is newer than what was built of it. An image has no sources, and so nothing to build again. */
exports.isStale = () => {
  if (!existsSync(CONFIG)) return false;
  if (!existsSync(BUILT)) return true;
  const { mtimeMs } = statSync(BUILT);
  const sources = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true })
      .filter((file) => !OF_VITE.test(file))
      .map((file) => join(folder, file)),
  );
  return [...sources, 'package-lock.json'].some((file) => statSync(join(ROOT, file)).mtimeMs > mtimeMs);
};

/** Builds the page to `dist/web`. What was saved meanwhile counts as newer. @returns an exit code */
exports.build = () => {
  const startedAt = new Date();
  const vite = join(dirname(require.resolve('vite/package.json')), 'bin/vite.js');
  const { status } = spawnSync(process.execPath, [vite, 'build', '--config', CONFIG, '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  });
  if (status === 0) utimesSync(BUILT, startedAt, startedAt);
  return status ?? 1;
};

if (require.main === module && exports.isStale()) process.exitCode = exports.build();
