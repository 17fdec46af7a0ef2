import type { LiveEvent } from '../../../../libs/client/src';
import { lineOfEvent } from './line-of-event';

const message = {
  ...{ uuid: 'm', number: 7, kind: 'message', user_uuid: 'u', display_name: 'Bayko', handle: 'bayko', message: 'a\nb' },
  ...{ created_at: '2026-01-01T00:00:00.000Z', revision: 2, edited_at: '2026-01-01T00:00:01.000Z', deleted_at: null },
  ...{ reactions: [{ emoji: '🦊', count: 2, own: false }], reply_to: null, membership: null },
};
const answered = {
  number: 3,
  uuid: 'n',
  user_uuid: 'v',
  handle: 'londo',
  display_name: 'Londo',
  message: '',
  deleted: false,
};
const sent = { ...message, edited_at: null, reactions: [], message_group_uuid: 'g' };
const users = [{ uuid: 'v', handle: 'londo', display_name: 'Londo' }];
const added = { ...sent, kind: 'added' as const, message: '', membership: { users, name: null, owner_uuid: 'u' } };
const revision = {
  revision: 2,
  number: 7,
  user_uuid: 'u',
  created_at: message.created_at,
  message,
  message_group_uuid: 'g',
};

it.each<[LiveEvent, string | undefined]>([
  [{ id: '1', event: 'message', data: { ...sent, reply_to: answered } }, 'g  #7  bayko: a\\nb  (answers 3)'],
  [{ id: '1', event: 'message', data: added }, 'g  #7  bayko: (Bayko added Londo)'],
  [{ id: '1', event: 'reaction', data: { ...revision, kind: 'reacted' } }, 'g  #7  bayko: a\\nb  (edited, 🦊 2)'],
  [{ id: '1', event: 'typing', data: { message_group_uuid: 'g', uuid: 'u' } }, 'g  u is typing'],
  [{ id: '1', event: 'state', data: { read: 'all' } }, 'read everything again'],
  [{ id: '1', event: 'heartbeat', data: { behind: false } }, undefined],
])('tells an event in a line: %j', (event, line) => expect(lineOfEvent(event)).toBe(line));
