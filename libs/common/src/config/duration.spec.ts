import { durationSeconds } from './duration';

it.each([
  ['10s', 10],
  ['15m', 900],
  ['24h', 86_400],
  ['7d', 604_800],
  ['99999d', 8_639_913_600],
])('%s are %i seconds', (text, seconds) => {
  expect(durationSeconds(text)).toBe(seconds);
});

it.each(['', '0s', '10', 's', '1w', '-1d', '1.5h', '1 h', '100000d', '1h30m'])('%j is no duration', (text) => {
  expect(durationSeconds(text)).toBeUndefined();
});
