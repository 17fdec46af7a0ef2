import { presentMessage } from '@app/common/contracts';
import { remarksOn, textOf } from './print-messages';

const message = {
  uuid: '0f8fad5b-d9cb-469f-a165-70867728950e',
  groupUuid: 'b1f9a9a8-32a5-4fd0-8c7b-2a1d3b0c7e11',
  number: 3,
  text: 'hi',
  sender: { uuid: '5ae290ed-55d1-47a0-bc6d-fe2bc2700399', handle: 'andrewbrown', displayName: 'Andrew Brown' },
  createdAt: '2026-11-24T10:00:00.000Z',
};
const LATER = '2026-11-24T11:00:00.000Z';

describe('the remarks on a message', () => {
  it('are none where nothing has happened to it', () => {
    expect(remarksOn(presentMessage(message))).toBe('');
  });

  it('say what it answers, that it is edited, and how many have reacted with what', () => {
    const changed = {
      ...message,
      number: 4,
      editedAt: LATER,
      revision: 3,
      reactions: { '👍': 1, '🎉': 2 },
      replyTo: 3,
    };
    expect(remarksOn(presentMessage(changed, { quoted: message }))).toBe('answers 3, edited, 🎉 2, 👍 1');
  });

  it('say that it is deleted, whatever it was before', () => {
    const deleted = { ...message, text: '', editedAt: LATER, deletedAt: LATER, revision: 3 };
    expect(remarksOn(presentMessage(deleted))).toBe('deleted');
  });
});

it('shows in brackets how an entry changes a group', () => {
  const membership = { users: [], name: 'Station', ownerUuid: message.sender.uuid };
  expect(textOf(presentMessage({ ...message, text: '', kind: 'created', membership }))).toBe(
    '(Andrew Brown started the group “Station”)',
  );
  expect(textOf(presentMessage(message))).toBe('hi');
});
