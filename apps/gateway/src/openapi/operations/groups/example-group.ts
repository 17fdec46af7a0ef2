import { EXAMPLE, exampleTime } from '../../description/example';

export const ANDREW = { uuid: EXAMPLE.andrew, handle: 'andrewbrown', display_name: 'Andrew Brown' };
export const BAYKO = { uuid: EXAMPLE.bayko, handle: 'bayko', display_name: 'Andrew Bayko' };
export const LONDO = { uuid: EXAMPLE.londo, handle: 'londo', display_name: 'Londo Mollari' };
export const ALTERNATE = { uuid: EXAMPLE.alternate, handle: 'altbrown', display_name: 'Alternate' };

export const THE_GROUP = { message_group_uuid: EXAMPLE.group };

export const STARTED_GROUP = {
  uuid: EXAMPLE.group,
  display_name: 'Station',
  handle: '',
  message: '',
  created_at: exampleTime(40),
  last_number: 1,
  last_read_number: 1,
  last_received_number: 1,
  unread_count: 0,
  revision: 1,
  kind: 'group',
  name: 'Station',
  last_kind: 'created',
  members: [BAYKO, LONDO],
  member_count: 3,
  left: false,
  muted_until: null,
  archived: false,
  pinned_at: null,
};

/** The same after a change of the membership: each is an entry and a revision. */
export const groupAfter = (changes: number, kind: string, fields: object = {}): object => ({
  ...STARTED_GROUP,
  last_number: 1 + changes,
  last_read_number: 1 + changes,
  last_received_number: 1 + changes,
  revision: 1 + changes,
  created_at: exampleTime(40 + changes),
  last_kind: kind,
  ...fields,
});
