import { groupWith } from '../for-tests/group';
import { inOrder, isMuted, named, unreadIn } from './in-order';

const NOW = Date.parse('2026-01-02T12:00:00Z');
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

it('ends a mute at its time', () => {
  expect(isMuted({ muted_until: '2026-01-02T12:00:01Z' }, NOW)).toBe(true);
  expect(isMuted({ muted_until: '2026-01-02T11:59:59Z' }, NOW)).toBe(false);
  expect(isMuted({ muted_until: 'forever' }, NOW)).toBe(true);
  expect(isMuted({ muted_until: null }, NOW)).toBe(false);
});

it('counts neither what is muted nor what is archived, and says where there may be more', () => {
  const groups = [
    groupWith({ unread_count: 2 }),
    groupWith({ unread_count: 3, muted_until: 'forever' }),
    groupWith({ unread_count: 4, archived: true }),
  ];
  expect(unreadIn(groups, NOW)).toEqual({ messages: 2, more: false });
  expect(unreadIn([...groups, groupWith({ unread_count: 100 })], NOW)).toEqual({ messages: 102, more: true });
});
