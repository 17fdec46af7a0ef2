import type { MessageGroup } from '@cruddur/client';
import { whyNotToWrite } from './why-not-to-write';

const BAYKO = { uuid: 'bayko', handle: 'bayko', display_name: 'Bayko' };
const PAIR: MessageGroup = {
  uuid: 'g',
  kind: 'pair',
  handle: 'bayko',
  display_name: 'Bayko',
  name: null,
  members: [BAYKO],
  member_count: 2,
  message: 'Hello',
  last_kind: 'message',
  created_at: '2026-01-02T03:04:05.678Z',
  last_number: 1,
  revision: 0,
  last_read_number: 1,
  last_received_number: 1,
  unread_count: 0,
  left: false,
  muted_until: null,
  archived: false,
  pinned_at: null,
};
const GROUP: MessageGroup = { ...PAIR, kind: 'group', handle: '', member_count: 3 };

const whyNotInto = (group: MessageGroup | undefined, blocked: string[] = []) =>
  whyNotToWrite({ store: { group: () => group }, blocks: { has: (uuid) => blocked.includes(uuid) } }, 'g');

describe('a conversation', () => {
  it('is written into, also before its row is known', () => {
    expect([whyNotInto(PAIR), whyNotInto(GROUP), whyNotInto(undefined)]).toEqual([undefined, undefined, undefined]);
  });

  it('is not by who has left it', () => expect(whyNotInto({ ...GROUP, left: true })).toBe('left'));

  it('is not where the other is erased', () => {
    const members = [{ ...BAYKO, handle: '', display_name: 'Erased user' }];
    expect(whyNotInto({ ...PAIR, handle: '', members })).toBe('erased');
  });

  it('is not with whom one blocks, but in a group', () => {
    expect(whyNotInto(PAIR, ['bayko'])).toBe('blocked');
    expect(whyNotInto(GROUP, ['bayko'])).toBeUndefined();
  });
});
