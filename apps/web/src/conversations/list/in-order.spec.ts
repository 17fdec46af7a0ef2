import { groupWith } from '../../for-tests/group';
import { inOrder, named } from './in-order';

const uuids = (groups: { uuid: string }[]): string[] => groups.map(({ uuid }) => uuid);

it('puts what is pinned first, and leaves the rest in its order', () => {
  const [a, b, c] = [groupWith({ uuid: 'a' }), groupWith({ uuid: 'b', pinned_at: 'then' }), groupWith({ uuid: 'c' })];
  expect(uuids(inOrder([a, b, c]))).toEqual(['b', 'a', 'c']);
});

it('finds names in any case and without their accents, and handles with an @', () => {
  const groups = [groupWith({ uuid: 'a', display_name: 'José' }), groupWith({ uuid: 'b', handle: 'londo' })];
  expect(uuids(named(groups, ' JOSE '))).toEqual(['a']);
  expect(uuids(named(groups, '@Lon'))).toEqual(['b']);
  expect(uuids(named(groups, '  '))).toEqual(['a', 'b']);
  expect(named(groups, 'nobody')).toEqual([]);
});
