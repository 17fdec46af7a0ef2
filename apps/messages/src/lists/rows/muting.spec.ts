import { presentMuting } from './muting';

const NOW = new Date('2026-01-01T12:00:00.000Z');

it.each([
  ['for ever', 'forever', 'forever'],
  ['until later', '2026-01-01T12:00:00.001Z', '2026-01-01T12:00:00.001Z'],
  ['until now, and so no longer', '2026-01-01T12:00:00.000Z', undefined],
  ['until earlier, and so no longer', '2025-12-31T23:00:00.000Z', undefined],
  ['never', undefined, undefined],
])('is muted %s', (_how, until, presented) => {
  expect(presentMuting(until, NOW)).toBe(presented);
});
