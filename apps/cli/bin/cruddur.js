#!/usr/bin/env node
'use strict';
const { spawnSync } = require('node:child_process');
const { existsSync, mkdirSync, readdirSync, statSync, utimesSync } = require('node:fs');
/** Absent before Node 22. */
const { enableCompileCache } = require('node:module');
const { join } = require('node:path');

const root = join(__dirname, '../../..');
const main = join(root, 'dist/apps/cli/src/main.js');
/** Its time is the build's: the compiler writes it last. */
const builtAt = join(root, 'dist/.tsbuildinfo');

/** A reader that has gone is no reason to stop; what a lost write means, the commands decide. */
process.stderr.on('error', () => {});

function isStale() {
  const sources = ['apps', 'libs', 'local-stack'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(root, folder, file)),
  );
  const time = statSync(builtAt).mtimeMs;
  return [...sources, join(root, 'package-lock.json')].some((file) => statSync(file).mtimeMs > time);
}

function build() {
  process.stderr.write('building the apps\n');
  const nest = require.resolve('@nestjs/cli/bin/nest.js');
  const { status } = spawnSync(process.execPath, [nest, 'build'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    process.stderr.write('cruddur: the build failed: npm ci && npm run build shows why\n');
    process.exit(1);
  }
  utimesSync(builtAt, new Date(), new Date());
}

// `start` runs what stands in the sources; the other commands only need something to run.
if (!existsSync(main) || (process.argv[2] === 'start' && isStale())) build();

// Node keeps what it has compiled, so that commands, and the services that they start, load faster the next time.
mkdirSync(join(root, '.cruddur'), { recursive: true, mode: 0o700 });
process.env.NODE_COMPILE_CACHE ??= join(root, '.cruddur/compiled');
enableCompileCache?.(process.env.NODE_COMPILE_CACHE);

// The SDK's notice about Node 20 would stand between a command and its answer.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
require(main);
