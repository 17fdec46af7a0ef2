const { projects } = require('../../jest.config.cjs');

const { testMatch: _, ...unit } = projects.find(({ displayName }) => displayName === 'unit');

/**
 * The stack of docker-compose.yml. Not part of `npm test`, which needs no Docker.
 * @type {import('jest').Config}
 */
module.exports = {
  ...unit,
  displayName: 'compose',
  testMatch: ['<rootDir>/test/compose/**/*.compose-spec.ts'],
  globalSetup: '<rootDir>/test/compose/global-setup.ts',
  globalTeardown: '<rootDir>/test/compose/global-teardown.ts',
  // Beyond what the readiness of all containers may take, twice.
  testTimeout: 420_000,
};
