import { MESSAGE_SENT } from '@app/common/events';
import { aMessageItem } from '../../../../test/support/builders';
import { deletion, edit, eventOfRevision, reaction } from '../../../../test/support/changes';
import { foldEvents } from './fold-events';
import type { ProjectedEvent } from './projected-event';

type Sender = 'andrew' | 'bayko';

const item = (number: number, sender: Sender, group = 'g1') =>
  aMessageItem(group, number, {
    message: `text ${number}`,
    user_uuid: sender,
    created_at: `2026-01-01T00:00:0${number}.000Z`,
    member_uuids: ['andrew', 'bayko'],
  });

const sent = (number: number, sender: Sender, group = 'g1'): ProjectedEvent => {
  const { pk: _pk, sk: _sk, ...data } = item(number, sender, group);
  return { id: `${number}`, source: 'test', type: MESSAGE_SENT, time: data.created_at, subject: group, data };
};
const edited = (number: number, revision: number) =>
  eventOfRevision(edit(item(number, 'andrew'), revision, `by ${revision}`).item);
const deleted = (number: number, revision: number) => eventOfRevision(deletion(item(number, 'andrew'), revision).item);
const reacted = (number: number, revision: number) =>
  eventOfRevision(reaction(item(number, 'andrew'), revision, 'bayko').item);

const last = (number: number) => ({ number, at: `2026-01-01T00:00:0${number}.000Z`, preview: `text ${number}` });
const unseen = (number: number) => ({ number, at: `2026-01-01T00:00:0${number}.000Z` });
const [andrew, bayko] = [
  { userUuid: 'andrew', groupUuid: 'g1' },
  { userUuid: 'bayko', groupUuid: 'g1' },
];

describe('foldEvents', () => {
  it('asks one move of each member, however many messages there are', () => {
    const events = [sent(2, 'andrew'), sent(3, 'bayko'), sent(4, 'andrew'), sent(5, 'bayko')];
    expect(foldEvents(events)).toEqual([
      { ...andrew, last: last(5), readNumber: 4 },
      { ...bayko, last: last(5), readNumber: 5 },
    ]);
  });

  it('moves no read marker of a member who sent nothing', () => {
    expect(foldEvents([sent(2, 'andrew')])[1]).toEqual({ ...bayko, last: last(2) });
  });

  it('takes changes into the same move', () => {
    const events = [sent(2, 'andrew'), sent(3, 'andrew'), edited(3, 1), deleted(2, 2), reacted(3, 3)];
    const changed = { number: 3, revision: 1, preview: 'by 1' };
    expect(foldEvents(events)).toEqual([
      { ...andrew, last: unseen(3), changed, revision: 3, readNumber: 3 },
      { ...bayko, last: unseen(3), changed, revision: 3, uncountedNumber: 2 },
    ]);
  });

  it('shows nothing of a deleted message, and moves a row by its revision alone for a reaction', () => {
    const changed = { number: 2, revision: 4, preview: '' };
    expect(foldEvents([deleted(2, 4)])).toEqual([
      { ...andrew, changed, revision: 4 },
      { ...bayko, changed, revision: 4, uncountedNumber: 2 },
    ]);
    expect(foldEvents([reacted(1, 5)])).toEqual([
      { ...andrew, revision: 5 },
      { ...bayko, revision: 5 },
    ]);
  });

  it('comes to the same moves in any order and with repetitions', () => {
    const events = [sent(2, 'andrew'), sent(3, 'bayko'), edited(2, 1), sent(4, 'bayko'), deleted(2, 2), edited(4, 3)];
    expect(foldEvents([...events.toReversed(), ...events])).toEqual(foldEvents(events));
  });

  it('keeps conversations apart', () => {
    const moves = foldEvents([sent(2, 'andrew', 'g1'), sent(7, 'andrew', 'g2')]);
    expect(moves.map(({ groupUuid, last }) => [groupUuid, last?.number])).toEqual([
      ['g1', 2],
      ['g1', 2],
      ['g2', 7],
      ['g2', 7],
    ]);
  });

  it('asks nothing for a first message, which has made its rows', () => {
    expect(foldEvents([sent(1, 'andrew')])).toEqual([]);
  });
});
