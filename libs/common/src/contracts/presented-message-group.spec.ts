import type { MessageGroup } from './messages-api';
import { presentedMessageGroup, presentMessageGroup } from './presented-message-group';

const group = (lastNumber: number, lastReadNumber: number): MessageGroup => ({
  uuid: '0f8fad5b-d9cb-469f-a165-70867728950e',
  other: { uuid: '5ae290ed-55d1-47a0-bc6d-fe2bc2700399', handle: 'bayko', displayName: 'Andrew Bayko' },
  preview: 'the last message',
  lastMessageAt: '2026-11-24T10:00:00.000Z',
  lastNumber,
  lastReadNumber,
});

it('shows a conversation by the other member and its last message, and nothing else', () => {
  expect(presentMessageGroup(group(9, 7))).toEqual({
    uuid: '0f8fad5b-d9cb-469f-a165-70867728950e',
    display_name: 'Andrew Bayko',
    handle: 'bayko',
    message: 'the last message',
    created_at: '2026-11-24T10:00:00.000Z',
    last_number: 9,
    last_read_number: 7,
    unread_count: 2,
  });
});

it('shows what the schema of the answer says', () => {
  const presented = presentMessageGroup(group(9, 7));
  expect(presentedMessageGroup.parse(presented)).toEqual(presented);
});

it('has nothing unread while the row is behind what its owner has read', () => {
  expect(presentMessageGroup(group(3, 4)).unread_count).toBe(0);
});
