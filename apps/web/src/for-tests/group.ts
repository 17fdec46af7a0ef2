import type { MessageGroup } from '@cruddur/client';

/** A conversation of two of which a test says what matters to it. */
export const groupWith = (parts: Partial<MessageGroup>): MessageGroup => ({
  uuid: 'a',
  display_name: 'Bayko',
  handle: 'bayko',
  message: 'Good morning',
  created_at: '2026-01-02T03:04:05.678Z',
  last_number: 1,
  last_read_number: 0,
  last_received_number: 0,
  unread_count: 0,
  revision: 0,
  kind: 'pair',
  name: null,
  last_kind: 'message',
  members: [],
  member_count: 2,
  left: false,
  muted_until: null,
  archived: false,
  pinned_at: null,
  ...parts,
});
