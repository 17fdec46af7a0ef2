import { MalformedItemError } from '@app/common/dynamodb/attributes';
import { conversationOf, messageOf, rowPositionOf, storedItemOf } from './stored-items';

const key = { pk: 'MSG#g', sk: '000000000007' };
const message = {
  ...key,
  message_group_uuid: 'g',
  number: 7,
  message_uuid: 'm',
  message: 'meet me at noon',
  user_uuid: 'u',
  user_handle: 'andrewbrown',
  user_display_name: 'Andrew Brown',
  created_at: '2026-01-01T00:00:00.000Z',
  member_uuids: ['u', 'v'],
};

describe('stored items', () => {
  it('are read with all that they hold, what their kind does not name too', () => {
    const item = { ...message, colour: 'red' };
    expect(messageOf(item)).toEqual(item);
    expect(storedItemOf(item)).toEqual(item);
    const row = { ...key, last_number: 3, last_message_at: message.created_at };
    const position = { number: 3, revision: 0, lastMessageAt: message.created_at };
    expect(rowPositionOf({ ...row, message: 'x' })).toEqual(position);
    expect(rowPositionOf({ ...row, revision: 2, moved_at: 9 })).toEqual({ ...position, revision: 2, movedAt: 9 });
  });

  it.each([
    [
      'a message',
      () => messageOf({ ...message, member_uuids: 'meet me at noon' }),
      /^MSG#g \/ 000000000007: member_uuids: /,
    ],
    [
      'a conversation',
      () => conversationOf({ ...key, members: [{ uuid: 'u' }] }),
      /message_group_uuid: |members\.0\.handle: /,
    ],
    ['a row', () => rowPositionOf({ ...key, last_number: 'meet me at noon' }), /^MSG#g \/ 000000000007: last_number: /],
    ['an item without a place', () => storedItemOf({ sk: 'meet me at noon' }), /^an item: pk: /],
    ['nothing', () => storedItemOf(undefined), /^an item: /],
  ])('that are wrong are named by key and attribute, without what they hold: %s', (_kind, read, expected) => {
    const thrown = (() => {
      try {
        return read();
      } catch (error) {
        return error;
      }
    })();
    expect(thrown).toBeInstanceOf(MalformedItemError);
    expect((thrown as Error).message).toMatch(expected);
    expect((thrown as Error).message).not.toContain('noon');
  });
});
