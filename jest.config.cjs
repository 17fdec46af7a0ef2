const { availableParallelism } = require('node:os');

/** Tests wait more than they compute, so that even two cores have room for two; each may start a stack of its own. */
const workers = Math.min(Math.max(2, availableParallelism() - 1), 4);

/** @type {import('jest').Config} */
const shared = {
  rootDir: __dirname,
  testEnvironment: '<rootDir>/test/support/node-environment.cjs',
  moduleNameMapper: {
    '^@app/common/(.*)$': '<rootDir>/libs/common/src/$1',
    '^@local-stack/(.*)$': '<rootDir>/local-stack/$1',
    // What is loaded late is named as it is built.
    '^(\\.{1,2}/.*)\\.js$': ['$1.ts', '$1.js'],
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
          target: 'es2023',
        },
        module: { type: 'commonjs' },
      },
    ],
  },
};

const onRealServices = {
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
};

/**
 * Unit tests need nothing; integration tests use the backing services; e2e tests run the built apps on them, and fault
 * tests do so while something is killed, frozen or away: for longer where FAULTS=long. The tests of the page do so in a
 * real browser: more often where WEB=long.
 * @type {import('jest').Config}
 */
module.exports = {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/{apps,libs,bench}/**/src/**/*.spec.ts',
        '<rootDir>/libs/client/generator/**/*.spec.ts',
        '<rootDir>/local-stack/**/*.spec.ts',
        '<rootDir>/ops/**/*.spec.ts',
        '<rootDir>/test/{architecture,fuzz}/**/*.spec.ts',
        '<rootDir>/test/model/**/*.spec.ts',
      ],
    },
    {
      ...shared,
      ...onRealServices,
      displayName: 'integration',
      testMatch: ['<rootDir>/{apps,libs,local-stack}/**/test/**/*.int-spec.ts'],
    },
    {
      ...shared,
      ...onRealServices,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/e2e/**/*.e2e-spec.ts', '<rootDir>/test/fuzz/**/*.fuzz-spec.ts'],
    },
    {
      ...shared,
      ...onRealServices,
      displayName: 'faults',
      testMatch: ['<rootDir>/test/faults/**/*.fault-spec.ts'],
      setupFilesAfterEnv: ['<rootDir>/test/faults/support/own-dynamodb.ts'],
    },
    {
      ...shared,
      ...onRealServices,
      displayName: 'web',
      testMatch: ['<rootDir>/test/web/**/*.web-spec.ts'],
    },
  ],
  maxWorkers: workers,
  testSequencer: '<rootDir>/test/support/costly-projects-first.cjs',
  // Tests in a process of their own, even when there is but one: what a failed test leaves open cannot keep Jest from ending.
  workerIdleMemoryLimit: '1GB',
  // Far more than any needs on a machine with nothing else to do: it is for what hangs.
  testTimeout: 300_000,
};
