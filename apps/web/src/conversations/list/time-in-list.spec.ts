import { timeInList } from './time-in-list';

const at = (year: number, month: number, day: number, hour = 12): Date => new Date(year, month - 1, day, hour, 5);
const said = (then: Date): string => timeInList(then.toISOString(), at(2026, 7, 15).getTime(), 'en-GB');

it.each([
  ['today, by the hour', at(2026, 7, 15, 0), '00:05'],
  ['a clock that is ahead', at(2026, 7, 16, 1), '01:05'],
  ['yesterday, by the weekday', at(2026, 7, 14, 23), 'Tue'],
  ['six days ago', at(2026, 7, 9, 0), 'Thu'],
  ['a week ago, by the date', at(2026, 7, 8, 23), '8 Jul'],
  ['another year', at(2025, 12, 31), '31/12/2025'],
])('tells %s', (_what, then, words) => {
  expect(said(then)).toBe(words);
});
