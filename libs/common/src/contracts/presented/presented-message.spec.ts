import type { Message } from '../messages/message';
import { presentedMessage, presentedSentMessage, presentMessage, presentSentMessage } from './presented-message';

const message: Message = {
  uuid: '0f8fad5b-d9cb-469f-a165-70867728950e',
  groupUuid: 'b1f9a9a8-32a5-4fd0-8c7b-2a1d3b0c7e11',
  number: 3,
  text: 'hi',
  sender: { uuid: '5ae290ed-55d1-47a0-bc6d-fe2bc2700399', handle: 'andrewbrown', displayName: 'Andrew Brown' },
  createdAt: '2026-11-24T10:00:00.000Z',
};

it('shows a message with its sender, without its conversation, and nothing else', () => {
  expect(presentMessage(message)).toEqual({
    uuid: '0f8fad5b-d9cb-469f-a165-70867728950e',
    number: 3,
    kind: 'message',
    user_uuid: '5ae290ed-55d1-47a0-bc6d-fe2bc2700399',
    display_name: 'Andrew Brown',
    handle: 'andrewbrown',
    message: 'hi',
    created_at: '2026-11-24T10:00:00.000Z',
    revision: 0,
    edited_at: null,
    deleted_at: null,
    reactions: [],
    reply_to: null,
    membership: null,
  });
});

it('shows reactions, the most frequent first and the own ones told apart, and what the message answers', () => {
  const changed = { ...message, number: 4, revision: 7, reactions: { '👍': 1, '🎉': 2 }, replyTo: 3 };
  const presented = presentMessage(changed, { ownEmojis: ['👍'], quoted: message });
  expect(presented).toMatchObject({
    revision: 7,
    reactions: [
      { emoji: '🎉', count: 2, own: false },
      { emoji: '👍', count: 1, own: true },
    ],
    reply_to: { number: 3, message: 'hi', deleted: false },
  });
  expect(presentedMessage.parse(presented)).toEqual(presented);
});

it('shows what the schema of the answer says', () => {
  expect(presentedMessage.parse(presentMessage(message))).toEqual(presentMessage(message));
});

it('shows a message that was sent with its conversation too', () => {
  const sent = presentSentMessage(message);
  expect(sent).toEqual({ message_group_uuid: message.groupUuid, ...presentMessage(message) });
  expect(presentedSentMessage.parse(sent)).toEqual(sent);
});
