#!/usr/bin/env node
'use strict';
const { existsSync, mkdirSync } = require('node:fs');
/** Absent before Node 22. */
const { enableCompileCache } = require('node:module');
const { join } = require('node:path');
const services = require('./build');
const page = require('./build-page');

const root = join(__dirname, '../../..');
const main = join(root, 'dist/apps/cli/src/main.js');

/** A reader that has gone is no reason to stop; what a lost write means, the commands decide. */
process.stderr.on('error', () => {});

/** These run what stands in the sources; the other commands only need something to run. */
function runsTheServices([first, second]) {
  return first === 'start' || (first === 'stack' && second === 'restart');
}

function renew({ build }, what) {
  process.stderr.write(`building ${what}\n`);
  if (build() === 0) return;
  process.stderr.write('cruddur: the build failed: npm ci && npm run build shows why\n');
  process.exit(1);
}

const mustBeNew = runsTheServices(process.argv.slice(2));
if (!existsSync(main) || (mustBeNew && services.isStale())) renew(services, 'the apps');
if (mustBeNew && page.isStale()) renew(page, 'the page');

// Node keeps what it has compiled, so that commands, and the services that they start, load faster the next time.
mkdirSync(join(root, '.cruddur'), { recursive: true, mode: 0o700 });
process.env.NODE_COMPILE_CACHE ??= join(root, '.cruddur/compiled');
enableCompileCache?.(process.env.NODE_COMPILE_CACHE);

// The SDK's notice about Node 20 would stand between a command and its answer.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
require(main);
