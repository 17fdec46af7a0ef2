import { timeLimitVariable } from './time-limit';

const read = (text: string | undefined) => timeLimitVariable('24h').safeParse(text);

it.each([
  ['15m', 900_000],
  ['7d', 604_800_000],
  ['ever', Infinity],
  ['off', 'off'],
  [undefined, 86_400_000],
])('reads %s', (text, limit) => {
  expect(read(text)).toEqual({ success: true, data: limit });
});

it.each(['', '0m', '15', 'never', 'on', 'Infinity'])('refuses %j, and says what it should be', (text) => {
  const { success, error } = read(text);
  expect(success).toBe(false);
  expect(error?.issues[0]?.message).toMatch(/such as 15m/);
});
