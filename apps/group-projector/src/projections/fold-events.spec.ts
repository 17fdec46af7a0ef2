import type { Person } from '@app/common/contracts';
import { MEMBERS_CHANGED, MESSAGE_SENT } from '@app/common/events';
import { aMessageItem, aPerson } from '../../../../test/support/builders';
import { deletion, edit, eventOfRevision, reaction } from '../../../../test/support/changes';
import { Group } from '../../../../test/support/group';
import { range } from '../../../../test/support/range';
import type { GroupRowMove } from '../rows/group-row-move';
import type { AddressedEvent } from './addressed-events';
import { foldEvents } from './fold-events';
import { movesRows, type ProjectedEvent } from './projected-event';

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

/** The moves that events of two people ask for. */
const fold = (events: ProjectedEvent[]): GroupRowMove[] =>
  foldEvents(
    events.filter(movesRows).map((event) => ({
      event,
      userUuids: 'member_uuids' in event.data ? (event.data.member_uuids ?? []) : [],
      memberships: new Map(),
    })),
  );

describe('foldEvents', () => {
  it('asks one move of each member, however many messages there are', () => {
    const events = [sent(2, 'andrew'), sent(3, 'bayko'), sent(4, 'andrew'), sent(5, 'bayko')];
    expect(fold(events)).toEqual([
      { ...andrew, last: last(5), readNumber: 4 },
      { ...bayko, last: last(5), readNumber: 5 },
    ]);
  });

  it('moves no read marker of a member who sent nothing', () => {
    expect(fold([sent(2, 'andrew')])[1]).toEqual({ ...bayko, last: last(2) });
  });

  it('takes changes into the same move', () => {
    const events = [sent(2, 'andrew'), sent(3, 'andrew'), edited(3, 1), deleted(2, 2), reacted(3, 3)];
    const changed = { number: 3, revision: 1, preview: 'by 1' };
    expect(fold(events)).toEqual([
      { ...andrew, last: unseen(3), changed, revision: 3, readNumber: 3 },
      { ...bayko, last: unseen(3), changed, revision: 3, uncountedNumber: 2 },
    ]);
  });

  it('shows nothing of a deleted message, and moves a row by its revision alone for a reaction', () => {
    const changed = { number: 2, revision: 4, preview: '' };
    expect(fold([deleted(2, 4)])).toEqual([
      { ...andrew, changed, revision: 4 },
      { ...bayko, changed, revision: 4, uncountedNumber: 2 },
    ]);
    expect(fold([reacted(1, 5)])).toEqual([
      { ...andrew, revision: 5 },
      { ...bayko, revision: 5 },
    ]);
  });

  it('comes to the same moves in any order and with repetitions', () => {
    const events = [sent(2, 'andrew'), sent(3, 'bayko'), edited(2, 1), sent(4, 'bayko'), deleted(2, 2), edited(4, 3)];
    expect(fold([...events.toReversed(), ...events])).toEqual(fold(events));
  });

  it('keeps conversations apart', () => {
    const moves = fold([sent(2, 'andrew', 'g1'), sent(7, 'andrew', 'g2')]);
    expect(moves.map(({ groupUuid, last }) => [groupUuid, last?.number])).toEqual([
      ['g1', 2],
      ['g1', 2],
      ['g2', 7],
      ['g2', 7],
    ]);
  });

  it('asks nothing for a first message, which has made its rows', () => {
    expect(fold([sent(1, 'andrew')])).toEqual([]);
  });
});

describe('foldEvents of a group', () => {
  const [zaphod, ford, trillian, marvin] = ['zaphod', 'ford', 'trillian', 'marvin'].map(aPerson) as [
    ...[Person, Person, Person, Person],
  ];
  const spans = [{ fromNumber: 1, fromRevision: 1, untilNumber: 4, untilRevision: 3 }];

  /** As `EventAddresses` finds them. */
  function addressed(group: Group): AddressedEvent[] {
    let members: readonly string[] = [];
    return group.steps.map(({ event }, i) => {
      if (event.type === MEMBERS_CHANGED) members = membersAfter(group, i + 1);
      return { event, userUuids: members, memberships: new Map([[marvin.uuid, { changedAt: 4, spans }]]) };
    });
  }
  /** By playing the group again. */
  function membersAfter(group: Group, steps: number): string[] {
    const uuids = new Set(group.firstMembers.map(({ uuid }) => uuid));
    for (const { event } of group.steps.slice(0, steps)) {
      if (event.type !== MEMBERS_CHANGED) continue;
      for (const { uuid } of event.data.subjects) {
        if (event.data.kind === 'added') uuids.add(uuid);
        else if (event.data.kind !== 'owner_changed') uuids.delete(uuid);
      }
    }
    return [...uuids];
  }
  const movesOf = (group: Group) => new Map(foldEvents(addressed(group)).map((move) => [move.userUuid, move]));

  it('tells all members of a start, who have read it, and may have no row', () => {
    const group = new Group([zaphod, ford, trillian], { name: 'Heart of Gold' });
    const { created_at: at } = group.entries[0]!;
    expect([...movesOf(group).values()]).toEqual(
      [zaphod, ford, trillian].map(({ uuid }) => ({
        userUuid: uuid,
        groupUuid: group.groupUuid,
        last: { number: 1, at, preview: '', kind: 'created' },
        revision: 1,
        readNumber: 1,
        group: { membersAt: 1, memberCount: 3, name: 'Heart of Gold' },
        isFirst: true,
      })),
    );
  });

  it('tells who joins that what was before is read, and the others that it counts for nobody', () => {
    const group = new Group([zaphod, ford, trillian]);
    group.send(ford);
    group.add(ford, marvin);
    const moves = movesOf(group);
    expect(moves.get(marvin.uuid)).toMatchObject({ readNumber: 3, isFirst: true, last: { kind: 'added' } });
    expect(moves.get(ford.uuid)).toMatchObject({ readNumber: 3, group: { memberCount: 4 } });
    expect(moves.get(zaphod.uuid)).toMatchObject({ readNumber: 1, uncountedNumber: 3 });
  });

  it('tells who leaves of that, of all before, and of nothing behind it', () => {
    const group = new Group([zaphod, ford, trillian, marvin]);
    group.send(ford);
    group.edit(2);
    group.send(marvin);
    group.remove(marvin);
    group.send(ford);
    group.edit(2);
    const closed = movesOf(group).get(marvin.uuid);
    expect(closed).toMatchObject({
      last: { number: 4, kind: 'removed' },
      revision: 3,
      readNumber: 3,
      uncountedNumber: 4,
      group: { membersAt: 4, memberCount: 3 },
      membership: { changedAt: 4, spans },
    });
    expect(movesOf(group).get(ford.uuid)).toMatchObject({ last: { number: 5, kind: 'message' }, revision: 4 });
  });

  it('comes to the same moves in any order and with repetitions, of a large group too', () => {
    const others = range(100).map((i) => aPerson(`member ${i}`));
    const group = new Group([zaphod, ford, trillian, ...others]);
    group.send(ford);
    group.add(ford, marvin);
    group.send(marvin);
    group.remove(marvin);
    group.rename(others[5]!, 'new');
    group.delete(2);
    const events = addressed(group);
    const one = foldEvents(events);
    const other = foldEvents([...events.toReversed(), ...events]);
    const byUser = (moves: GroupRowMove[]) => moves.toSorted((a, b) => (a.userUuid < b.userUuid ? -1 : 1));
    expect(byUser(other)).toEqual(byUser(one));
    expect(one).toHaveLength(104);
  });
});
