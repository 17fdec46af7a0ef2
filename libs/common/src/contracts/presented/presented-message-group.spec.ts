import { randomUUID } from 'node:crypto';
import type { MessageGroup } from '../messages/message-groups';
import { WHOLE } from '../messages/span';
import type { Person } from '../people/people';
import { presentedMessageGroup, presentMessageGroup } from './presented-message-group';

const aPerson = (displayName: string): Person => ({
  uuid: randomUUID(),
  handle: displayName.toLowerCase(),
  displayName,
});

const group = (lastNumber: number, lastReadNumber: number): MessageGroup => ({
  uuid: '0f8fad5b-d9cb-469f-a165-70867728950e',
  kind: 'pair',
  members: [{ uuid: '5ae290ed-55d1-47a0-bc6d-fe2bc2700399', handle: 'bayko', displayName: 'Andrew Bayko' }],
  membersAt: 0,
  memberCount: 2,
  spans: WHOLE,
  lastKind: 'message',
  preview: 'the last message',
  lastMessageAt: '2026-11-24T10:00:00.000Z',
  lastNumber,
  lastReadNumber,
  revision: 0,
  lastReceivedNumber: 0,
  uncountedNumber: 0,
  isArchived: false,
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
    last_received_number: 7,
    unread_count: 2,
    revision: 0,
    kind: 'pair',
    name: null,
    last_kind: 'message',
    member_count: 2,
    left: false,
    members: [{ uuid: '5ae290ed-55d1-47a0-bc6d-fe2bc2700399', handle: 'bayko', display_name: 'Andrew Bayko' }],
    muted_until: null,
    archived: false,
    pinned_at: null,
  });
});

it.each([
  ['its name', { name: 'Station', members: [] }, 'Station'],
  ['its members', { members: [aPerson('Delenn'), aPerson('Londo')] }, 'Delenn, Londo'],
])('calls a group by %s, and gives it no handle', (_what, fields, displayName) => {
  const shown = presentMessageGroup({ ...group(9, 7), kind: 'group', membersAt: 4, memberCount: 3, ...fields });
  expect(shown).toMatchObject({ display_name: displayName, handle: '', kind: 'group', member_count: 3, left: false });
});

it('tells who has left', () => {
  const spans = [{ fromNumber: 1, fromRevision: 1, untilNumber: 8, untilRevision: 2 }];
  expect(presentMessageGroup({ ...group(8, 7), spans }).left).toBe(true);
});

it('shows what the schema of the answer says', () => {
  const presented = presentMessageGroup(group(9, 7));
  expect(presentedMessageGroup.parse(presented)).toEqual(presented);
});

it('has nothing unread while the row is behind what its owner has read', () => {
  expect(presentMessageGroup(group(3, 4)).unread_count).toBe(0);
});

it('counts up to a hundred unread messages, which means that many or more', () => {
  expect([99, 100, 101, 5_000].map((last) => presentMessageGroup(group(last, 0)).unread_count)).toEqual([
    99, 100, 100, 100,
  ]);
});
