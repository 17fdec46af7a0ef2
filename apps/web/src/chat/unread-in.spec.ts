import { groupWith } from '../for-tests/group';
import { isMuted, unreadIn } from './unread-in';

const NOW = Date.parse('2026-01-02T12:00:00Z');

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
