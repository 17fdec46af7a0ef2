import { EXAMPLE, exampleTime } from '../../description/example';

export const CONVERSATION = { message_group_uuid: EXAMPLE.conversation };

export const UNREAD_GROUP = {
  uuid: EXAMPLE.conversation,
  display_name: 'Andrew Bayko',
  handle: 'bayko',
  message: 'Good morning, Andrew.',
  created_at: exampleTime(4),
  last_number: 2,
  last_read_number: 1,
  last_received_number: 1,
  unread_count: 1,
  revision: 4,
  kind: 'pair',
  name: null,
  last_kind: 'message',
  member_count: 2,
  left: false,
  members: [{ uuid: EXAMPLE.bayko, handle: 'bayko', display_name: 'Andrew Bayko' }],
  muted_until: null,
  archived: false,
  pinned_at: null,
};
export const READ_GROUP = { ...UNREAD_GROUP, last_read_number: 2, last_received_number: 2, unread_count: 0 };
