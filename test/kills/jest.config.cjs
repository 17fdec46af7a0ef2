const { projects } = require('../../jest.config.cjs');

const { testMatch: _, ...unit } = projects.find(({ displayName }) => displayName === 'unit');

/**
 * Random kills of every part of a stack that is the test's own. Not part of `npm test`: it takes ten minutes, and
 * `test/faults` has each kind of fault by itself.
 * @type {import('jest').Config}
 */
module.exports = {
  ...unit,
  displayName: 'kills',
  testMatch: ['<rootDir>/test/kills/**/*.kills-spec.ts'],
  testTimeout: 600_000,
};
