import type { Message } from '@app/common/contracts';
import { messageLinks, presentConversation, presentMessage } from './messages.presenter';

const message = (number: number): Message => ({
  uuid: `uuid-${number}`,
  groupUuid: 'group',
  number,
  text: 'hi',
  sender: { uuid: 'andrew', handle: 'andrewbrown', displayName: 'Andrew Brown' },
  createdAt: '2026-11-24T10:00:00.000Z',
});

it('shows a message with its sender, without its conversation', () => {
  expect(presentMessage(message(3))).toEqual({
    uuid: 'uuid-3',
    number: 3,
    display_name: 'Andrew Brown',
    handle: 'andrewbrown',
    message: 'hi',
    created_at: '2026-11-24T10:00:00.000Z',
  });
});

it('shows of a message to a handle only the conversation', () => {
  expect(presentConversation(message(1))).toEqual({ message_group_uuid: 'group' });
});

describe('the links of a page of messages', () => {
  const messages = [message(11), message(12), message(13)];

  it('lead from its ends to the older and the newer messages', () => {
    expect(messageLinks('group', { messages, hasOlder: true, hasNewer: true }, 3)).toEqual({
      prev: '/api/messages/group?before=11&limit=3',
      next: '/api/messages/group?after=13&limit=3',
    });
  });

  it('are absent where the conversation ends', () => {
    expect(messageLinks('group', { messages, hasOlder: false, hasNewer: false }, 3)).toEqual({});
  });

  it('are absent on a page without messages', () => {
    expect(messageLinks('group', { messages: [], hasOlder: true, hasNewer: false }, 3)).toEqual({});
  });
});
