import type { Message } from '@app/common/contracts';
import { messageLinks, presentConversation } from './messages.presenter';

const message = (number: number): Message => ({
  uuid: `uuid-${number}`,
  groupUuid: 'group',
  number,
  text: 'hi',
  sender: { uuid: 'andrew', handle: 'andrewbrown', displayName: 'Andrew Brown' },
  createdAt: '2026-11-24T10:00:00.000Z',
});

it('shows of a message to a handle only the conversation', () => {
  expect(presentConversation(message(1))).toEqual({ message_group_uuid: 'group' });
});

describe('the links of a page of messages', () => {
  it('lead from its ends to the older and the newer messages', () => {
    expect(messageLinks('group', { older: '11', newer: '13' }, 3)).toEqual({
      prev: '/api/messages/group?before=11&limit=3',
      next: '/api/messages/group?after=13&limit=3',
    });
  });

  it('are absent where the conversation ends', () => {
    expect(messageLinks('group', {}, 3)).toEqual({});
  });
});
