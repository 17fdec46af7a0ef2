import { stepTo } from './step-to';

it.each([
  ['ArrowDown', -1, 0],
  ['ArrowDown', 2, 0],
  ['ArrowUp', -1, 2],
  ['ArrowUp', 0, 2],
  ['ArrowUp', 2, 1],
  ['a', 1, undefined],
])('leads by %s from %s to %s', (key, from, to) => {
  expect(stepTo(key, from, 3)).toBe(to);
});

it('leads nowhere where there is nothing', () => {
  expect(stepTo('ArrowDown', -1, 0)).toBeUndefined();
});
