import type { Message, MessageGroup } from '../generated/api';
import type { LiveEvent } from '../live/live-event';

export const [ME, BAYKO] = ['me', 'bayko'];

export const message = (number: number, more: Partial<Message> = {}): Message => ({
  ...{ uuid: `m${number}`, number, kind: 'message', user_uuid: BAYKO, display_name: 'Bayko', handle: 'bayko' },
  ...{ message: `text ${number}`, created_at: `2026-01-01T00:00:0${number}.000Z`, revision: 0 },
  ...{ edited_at: null, deleted_at: null, reactions: [], reply_to: null, membership: null },
  ...more,
});

export const group = (uuid: string, last: number, more: Partial<MessageGroup> = {}): MessageGroup => ({
  ...{ uuid, display_name: 'Bayko', handle: 'bayko', message: `text ${last}`, created_at: message(last).created_at },
  ...{ last_number: last, last_read_number: last, last_received_number: last, unread_count: 0, revision: 0 },
  ...{ kind: 'pair', name: null, last_kind: 'message', member_count: 2, left: false, archived: false },
  ...{ members: [{ uuid: BAYKO, handle: 'bayko', display_name: 'Bayko' }], muted_until: null, pinned_at: null },
  ...more,
});

export const said = (uuid: string, told: Message): LiveEvent => ({
  ...{ id: `${uuid}${told.number}`, event: 'message' },
  data: { ...told, message_group_uuid: uuid },
});

export const edited = (uuid: string, revision: number, told: Message): LiveEvent => ({
  ...{ id: `${uuid}r${revision}`, event: told.deleted_at === null ? 'message_edited' : 'message_deleted' },
  data: {
    ...{ revision, kind: 'edited', number: told.number, user_uuid: told.user_uuid, created_at: told.created_at },
    ...{ message: { ...told, revision }, message_group_uuid: uuid },
  },
});
