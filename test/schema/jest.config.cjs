const { projects } = require('../../jest.config.cjs');

const e2e = projects.find(({ displayName }) => displayName === 'e2e');

/**
 * Requests made of the OpenAPI document by Schemathesis. Not part of `npm test`, which needs no Python.
 * @type {import('jest').Config}
 */
module.exports = {
  ...e2e,
  displayName: 'schema',
  testMatch: ['<rootDir>/test/schema/**/*.schema-spec.ts'],
  testTimeout: 600_000,
};
