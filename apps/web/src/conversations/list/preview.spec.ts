import type { SentMessage } from '@cruddur/client';
import { groupWith } from '../../for-tests/group';
import { previewOf } from './preview';

const [OWN, BAYKO] = ['own', 'bayko'];
const londo = { uuid: 'londo', handle: 'londo', display_name: 'Londo' };

const entryOf = (user_uuid: string, parts: Partial<SentMessage> = {}): SentMessage => ({
  message_group_uuid: 'a',
  uuid: 'm',
  number: 1,
  kind: 'message',
  user_uuid,
  display_name: 'Bayko',
  handle: 'bayko',
  message: 'Good morning',
  created_at: '2026-01-02T03:04:05.678Z',
  revision: 0,
  edited_at: null,
  deleted_at: null,
  reactions: [],
  reply_to: null,
  membership: null,
  ...parts,
});

it('says who has written: oneself, and in a group the others', () => {
  const text = { text: 'Good morning', isTold: false };
  expect(previewOf(groupWith({}), entryOf(OWN), OWN)).toEqual({ by: 'You', ...text });
  expect(previewOf(groupWith({}), entryOf(BAYKO), OWN)).toEqual({ by: undefined, ...text });
  expect(previewOf(groupWith({ kind: 'group' }), entryOf(BAYKO), OWN)).toEqual({ by: 'Bayko', ...text });
  expect(previewOf(groupWith({ kind: 'group' }), undefined, OWN)).toEqual({ by: undefined, ...text });
});

it('says that a message is deleted', () => {
  expect(previewOf(groupWith({ message: '' }), undefined, OWN)).toMatchObject({
    text: 'Message deleted',
    isTold: true,
  });
});

it('puts a change of a group into words, as far as it is known', () => {
  const added = groupWith({ kind: 'group', last_kind: 'added', message: '' });
  const entry = entryOf(BAYKO, { kind: 'added', membership: { users: [londo], name: null, owner_uuid: OWN } });
  expect(previewOf(added, entry, OWN).text).toBe('Bayko added Londo');
  expect(previewOf(added, undefined, OWN).text).toBe('Somebody was added');
  expect(previewOf(groupWith({ last_kind: 'renamed', name: 'Station' }), entryOf(OWN), OWN).text).toBe(
    'You named the group “Station”',
  );
  expect(previewOf(groupWith({ last_kind: 'other' }), undefined, OWN).text).toBe('The group was changed');
});

it('keeps the direction of a name among words', () => {
  const left = groupWith({ kind: 'group', last_kind: 'left' });
  expect(previewOf(left, entryOf(BAYKO, { display_name: 'שלום' }), OWN).text).toBe('\u2068שלום\u2069 left');
});
