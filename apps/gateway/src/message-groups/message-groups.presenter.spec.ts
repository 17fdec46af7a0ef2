import type { MessageGroup } from '@app/common/contracts';
import { messageGroupLinks, presentMessageGroup, presentReadMarker } from './message-groups.presenter';

const group = (lastNumber: number, lastReadNumber: number): MessageGroup => ({
  uuid: 'group',
  other: { uuid: 'bayko', handle: 'bayko', displayName: 'Andrew Bayko' },
  preview: 'the last message',
  lastMessageAt: '2026-11-24T10:00:00.000Z',
  lastNumber,
  lastReadNumber,
});

it('shows a conversation by the other member and its last message', () => {
  expect(presentMessageGroup(group(9, 7))).toEqual({
    uuid: 'group',
    display_name: 'Andrew Bayko',
    handle: 'bayko',
    message: 'the last message',
    created_at: '2026-11-24T10:00:00.000Z',
    last_number: 9,
    last_read_number: 7,
    unread_count: 2,
  });
});

it('has nothing unread while the row is behind what its owner has read', () => {
  expect(presentMessageGroup(group(3, 4)).unread_count).toBe(0);
});

it('shows how far the caller has read', () => {
  expect(presentReadMarker('group', 4)).toEqual({ uuid: 'group', last_read_number: 4 });
});

it('links to less recent conversations as next, to more recent ones as prev', () => {
  expect(messageGroupLinks({ groups: [], nextCursor: 'a+/=', previousCursor: 'b' }, 5)).toEqual({
    next: '/api/message_groups?cursor=a%2B%2F%3D&limit=5',
    prev: '/api/message_groups?cursor=b&limit=5',
  });
  expect(messageGroupLinks({ groups: [] }, 5)).toEqual({});
});
