import type { MessageSentData } from '@app/common/events';
import { messageData } from '../../../../test/support/builders';
import { foldMessages, remainderOf } from './group-row-move';

const aMessage = (number: number, sender: 'andrew' | 'bayko', group = 'g1'): MessageSentData =>
  messageData(group, number, {
    message: `text ${number}`,
    user_uuid: sender,
    created_at: `2026-01-01T00:00:0${number}.000Z`,
    member_uuids: ['andrew', 'bayko'],
  });

const last = (number: number) => ({ number, at: `2026-01-01T00:00:0${number}.000Z`, preview: `text ${number}` });

describe('foldMessages', () => {
  it('asks one move of each member, however many messages there are', () => {
    const messages = [aMessage(2, 'andrew'), aMessage(3, 'bayko'), aMessage(4, 'andrew'), aMessage(5, 'bayko')];
    expect(foldMessages(messages)).toEqual([
      { userUuid: 'andrew', groupUuid: 'g1', last: last(5), readNumber: 4 },
      { userUuid: 'bayko', groupUuid: 'g1', last: last(5), readNumber: 5 },
    ]);
  });

  it('moves no read marker of a member who sent nothing', () => {
    const [, bayko] = foldMessages([aMessage(2, 'andrew')]);
    expect(bayko).toEqual({ userUuid: 'bayko', groupUuid: 'g1', last: last(2) });
  });

  it('comes to the same moves in any order and with repetitions', () => {
    const messages = [aMessage(2, 'andrew'), aMessage(3, 'bayko'), aMessage(4, 'bayko')];
    expect(foldMessages([...messages.toReversed(), ...messages])).toEqual(foldMessages(messages));
  });

  it('keeps conversations apart', () => {
    const moves = foldMessages([aMessage(2, 'andrew', 'g1'), aMessage(7, 'andrew', 'g2')]);
    expect(moves.map(({ groupUuid, last }) => [groupUuid, last.number])).toEqual([
      ['g1', 2],
      ['g1', 2],
      ['g2', 7],
      ['g2', 7],
    ]);
  });

  it('asks nothing for a first message, which has made its rows', () => {
    expect(foldMessages([aMessage(1, 'andrew')])).toEqual([]);
  });
});

describe('remainderOf', () => {
  const change = { last: last(5), readNumber: 4 };

  it.each([
    ['all of it for a row that is behind in both', { lastNumber: 3, lastReadNumber: 2 }, change],
    ['the marker for a row that is newer', { lastNumber: 6, lastReadNumber: 2 }, { readNumber: 4 }],
    ['the message for a row that is read further', { lastNumber: 3, lastReadNumber: 4 }, { last: last(5) }],
    ['nothing for a row that is there', { lastNumber: 5, lastReadNumber: 4 }, undefined],
  ])('leaves %s', (_what, position, rest) => {
    expect(remainderOf(change, position)).toEqual(rest);
  });
});
