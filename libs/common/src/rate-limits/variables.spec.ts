import { rateLimitVariable } from './variables';

const read = (text: string | undefined) => rateLimitVariable('60/1m').safeParse(text);

it.each([
  ['60/1m', { quota: 60, windowSeconds: 60 }],
  ['20/10s', { quota: 20, windowSeconds: 10 }],
  ['1000/2h', { quota: 1_000, windowSeconds: 7_200 }],
  ['1/1d', { quota: 1, windowSeconds: 86_400 }],
  ['off', undefined],
  [undefined, { quota: 60, windowSeconds: 60 }],
])('reads %s', (text, limit) => {
  expect(read(text)).toEqual({ success: true, data: limit });
});

it.each(['60', '0/1m', '60/0m', '-1/1m', '60/1', '60/1w', '60/2d', '1.5/1m', '60 / 1m', 'on', '9999999999/1m'])(
  'refuses %s, and says what it should be',
  (text) => {
    const { success, error } = read(text);
    expect(success).toBe(false);
    expect(error?.issues[0]?.message).toMatch(/such as 60\/1m/);
  },
);
