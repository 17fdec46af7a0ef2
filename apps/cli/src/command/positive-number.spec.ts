import { positiveNumber, wholeNumber } from './positive-number';

it.each([
  ['0', 0],
  ['1', 1],
  ['007', 7],
])('reads %s as a whole number', (text, number) => {
  expect(wholeNumber('--number', text)).toBe(number);
});

it.each(['', '-1', '1.5', '1e3', '９', '9007199254740993'])('refuses %j, and says what it should be', (text) => {
  expect(() => wholeNumber('--number', text)).toThrow(`--number is a whole number, not ${text}`);
  expect(() => positiveNumber('--limit', text)).toThrow(`--limit is a whole number of 1 or more, not ${text}`);
});

it('counts from 1, and up to what there may be', () => {
  expect(positiveNumber('--limit', '20', 20)).toBe(20);
  for (const text of ['0', '21']) {
    expect(() => positiveNumber('--limit', text, 20)).toThrow(`--limit is a whole number from 1 to 20, not ${text}`);
  }
});
