import { readInterval } from './read-interval';

it.each([
  ['at once behind records', 0, 50, 50],
  ['the more rarely, the longer the shard is quiet', 10_000, 50, 200],
  ['twice a second at least', 86_400_000, 50, 500],
  ['never more often than allowed', 10_000, 250, 250],
  ['never more often than allowed, however quiet', 86_400_000, 5_000, 5_000],
])('a shard is read %s', (_how, silence, pollInterval, expected) => {
  expect(readInterval(silence, pollInterval)).toBe(expected);
});
