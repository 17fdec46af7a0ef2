import { Logger } from '@nestjs/common';
import type { Person } from '@app/common/contracts';
import { createDocumentClient } from '@app/common/dynamodb';
import { createLeanClient, meter } from '@app/common/dynamodb/lean';
import { conversationKey, groupRowKey, membershipKey, messageKey } from '@app/common/table';
import { aPerson } from '../../../test/support/builders';
import { expectedGroupRow } from '../../../test/support/expected-group-row';
import { Group } from '../../../test/support/group';
import { range } from '../../../test/support/range';
import { services } from '../../../test/support/services';
import { createTestTable, type TestTable } from '../../../test/support/test-table';
import { Random } from '../../../test/faults/support/random';
import type { GroupRowsProjection } from '../src/projections/group-rows.projection';
import type { ProjectedEvent } from '../src/projections/projected-event';
import { GroupsOnDynamoDb } from './groups-on-dynamodb';
import { projectorOn } from './projector-on-dynamodb';

const some = (count: number): Person[] => range(count).map((i) => aPerson(`member${i}`));

describe('the projection of groups', () => {
  const documents = createDocumentClient({ AWS_REGION: 'us-east-1', ...services() });
  const dynamoDb = createLeanClient({ AWS_REGION: 'us-east-1', ...services() });
  const requests = meter(dynamoDb);
  const [zaphod, ford, trillian, marvin] = some(4) as [Person, Person, Person, Person];
  let table: TestTable;
  let projection: GroupRowsProjection;
  let groups: GroupsOnDynamoDb;
  let group: Group;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    table = await createTestTable();
    groups = new GroupsOnDynamoDb(documents, table.name);
    ({ projection } = await projectorOn(table.name, dynamoDb));
  });
  afterAll(async () => {
    documents.destroy();
    await dynamoDb.destroy();
    await table.drop();
  });
  beforeEach(() => {
    group = new Group([zaphod, ford, trillian], { name: 'Heart of Gold' });
  });

  const store = () => groups.store(group);
  const rowOf = (person: Person) => groups.row(group, person);
  const project = (...events: ProjectedEvent[]) => projection.project(events);
  /** Each event as soon as it is written. */
  async function live(...steps: (() => unknown)[]): Promise<void> {
    for (const step of steps) {
      const before = group.steps.length;
      step();
      await store();
      for (const { event } of group.steps.slice(before)) await project(event);
    }
  }
  async function expectRows(people = [zaphod, ford, trillian, marvin]): Promise<void> {
    expect(await Promise.all(people.map(rowOf))).toEqual(people.map((person) => expectedGroupRow(person, group)));
  }

  it('makes the rows of all members at the start, moves those of who is one, and closes those of who leaves', async () => {
    await store();
    await project(...group.events);
    await expectRows();
    await live(
      () => group.send(ford),
      () => group.add(ford, marvin),
      () => group.send(marvin),
      () => group.edit(4),
      () => group.rename(zaphod),
      () => group.handOver(ford),
      () => group.remove(marvin),
      () => group.send(ford),
      () => group.leave(zaphod),
      () => group.react(8, trillian),
    );
    await expectRows();
    expect(await rowOf(marvin)).toMatchObject({
      last_number: 7,
      last_kind: 'removed',
      member_count: 3,
      last_read_number: 4,
    });
    expect(await rowOf(trillian)).not.toHaveProperty('group_name');
  });

  it('lets what comes late, of before a leave, change nothing of what the leave has closed', async () => {
    group.send(marvin);
    group.add(ford, marvin);
    group.send(marvin);
    group.send(ford);
    group.edit(5);
    group.leave(marvin);
    group.send(ford);
    await store();
    const [created, ...others] = group.events;
    const left = others[4]!;
    await project(created!, left);
    await expectRows([marvin]);
    const closed = await rowOf(marvin);
    for (const event of others.toReversed()) await project(event);
    expect(await rowOf(marvin)).toEqual(closed);
    await expectRows();
  });

  it('opens a closed row again for who comes back, without what was said meanwhile', async () => {
    await store();
    await project(...group.events);
    await live(
      () => group.leave(trillian),
      () => group.send(ford, 'behind her back'),
      () => group.add(zaphod, trillian),
    );
    await expectRows();
    expect(await rowOf(trillian)).toMatchObject({ last_number: 4, last_read_number: 4, message: '' });
    await live(() => group.send(ford, 'welcome'));
    await expectRows();
  });

  it.each(range(6))('ends in the same rows in any order, with repetitions, in any batches: history %i', async () => {
    const random = new Random();
    const people = [zaphod, ford, trillian, marvin, ...some(2)];
    group = new Group(people.slice(0, 3), { history: random.below(2) ? 'joined' : 'all' });
    const pick = <T>(items: readonly T[]): T => items[random.below(items.length)]!;
    const absent = () => people.filter(({ uuid }) => !group.members.some((member) => member.uuid === uuid));
    for (const _ of range(25)) {
      const messages = group.entries.filter(({ kind, deleted_at }) => kind === undefined && deleted_at === undefined);
      const others = group.members.filter(({ uuid }) => uuid !== group.owner.uuid);
      const moves = [
        () => group.send(pick(group.members)),
        () => group.send(pick(group.members)),
        () => absent().length > 0 && group.add(pick(group.members), pick(absent())),
        () => others.length > 0 && group.leave(pick(others)),
        () => others.length > 0 && group.remove(pick(others)),
        () => messages.length > 0 && group.edit(messages.at(-1)!.number),
        () => messages.length > 0 && group.delete(pick(messages).number),
        () => group.rename(pick(group.members), pick(['a', 'b', undefined])),
      ];
      pick(moves)();
    }
    await store();
    const shuffled = [...group.events, ...group.events.filter(() => random.below(3) === 0)]
      .map((event) => ({ event, at: random.below(1_000_000) }))
      .toSorted((one, other) => one.at - other.at)
      .map(({ event }) => event);
    while (shuffled.length > 0) {
      const batches = range(2).map(() => shuffled.splice(0, 1 + random.below(6)));
      await Promise.all(batches.map((batch) => project(...batch)));
    }
    const seed = random.seed;
    const rows = await Promise.all(people.map(rowOf));
    expect({ seed, rows }).toEqual({ seed, rows: people.map((person) => expectedGroupRow(person, group)) });
  });

  it('makes lost rows anew, of members and of who has left, whichever event comes', async () => {
    await store();
    await live(
      () => group.add(ford, marvin),
      () => group.send(ford, 'a secret'),
      () => group.remove(marvin),
      () => group.send(ford),
      () => group.delete(3),
    );
    const secret = group.events[2]!;
    for (const { uuid } of [zaphod, marvin]) await groups.lose(groupRowKey(uuid, group.groupUuid));
    await project(secret);
    await expectRows();
    expect((await rowOf(marvin))?.message).toBe('');
  });

  it('counts nothing of a long past as unread for who has lost a row', async () => {
    range(40).forEach(() => group.send(ford));
    await store();
    await project(...group.events);
    expect(await rowOf(zaphod)).toMatchObject({ last_number: 41, last_read_number: 1, uncounted_number: 41 });
  });

  describe('what the table does not show yet', () => {
    /** Of now: a transaction may still be on its way. */
    const young = { startedAt: Date.now() };

    it.each([
      ['the entry that names the members', () => messageKey(group.groupUuid, 3)],
      ['the membership of who has joined', () => membershipKey(group.groupUuid, marvin.uuid)],
    ])('is waited for: %s', async (_what, hidden) => {
      group = new Group([zaphod, ford, trillian], young);
      group.send(ford);
      group.add(ford, marvin);
      await store();
      await groups.lose(hidden());
      await expect(project(...group.events)).rejects.toMatchObject({ code: 'service_unavailable', retriable: true });
      await store();
      await project(...group.events);
      await expectRows();
    });

    it('is not waited for where it should have been seen long since', async () => {
      await store();
      await groups.lose(messageKey(group.groupUuid, 1));
      const { event } = group.send(ford);
      await expect(project(event)).rejects.toMatchObject({ code: 'message_group_not_found', retriable: false });
    });

    it('is not waited for where there is no such group', async () => {
      await store();
      await groups.lose(conversationKey(group.groupUuid));
      await expect(project(...group.events)).rejects.toMatchObject({ code: 'message_group_not_found' });
    });
  });

  describe('cost', () => {
    const unitsOf = (operation: string): number =>
      requests.filter((each) => each.operation === operation).reduce((sum, { units }) => sum + units, 0);

    it.each([3, 32, 256])(
      'is one unit a row for %i members: at the start, for all of an interval, and for a leave',
      async (count) => {
        const people = some(count);
        group = new Group(people, { name: 'x'.repeat(128) });
        await store();
        requests.length = 0;
        await project(...group.events);
        expect([unitsOf('PutItem'), unitsOf('UpdateItem')]).toEqual([count, 0]);

        range(20).forEach((i) => group.send(people[i % count]!, 'x'.repeat(1_024)));
        await store();
        requests.length = 0;
        await project(...group.events.slice(1));
        expect([unitsOf('PutItem'), unitsOf('UpdateItem')]).toEqual([0, count]);
        expect(requests.filter(({ operation }) => !['UpdateItem', 'GetItem'].includes(operation))).toEqual([]);

        group.remove(people[2]!);
        await store();
        requests.length = 0;
        await project(group.events.at(-1)!);
        expect([unitsOf('PutItem'), unitsOf('UpdateItem')]).toEqual([0, count]);
      },
    );

    it('is one read for the members of many events, and none for those that are known', async () => {
      range(5).forEach(() => group.send(ford));
      await store();
      await project(...group.events);
      requests.length = 0;
      await project(group.send(ford).event, group.send(ford).event);
      expect(requests.map(({ operation }) => operation)).toEqual(['UpdateItem', 'UpdateItem', 'UpdateItem']);
    });

    it('is two refused writes a row for a start that is repeated', async () => {
      await store();
      await project(...group.events);
      requests.length = 0;
      await project(...group.events);
      expect(unitsOf('PutItem') + unitsOf('UpdateItem')).toBeLessThanOrEqual(6);
    });
  });

  it('moves no marker that a member has moved back since they joined', async () => {
    await live(
      () => group.send(ford),
      () => group.send(ford),
    );
    await groups.set(group, zaphod, { last_read_number: 0, forced_number: 3 });
    await project(...group.events);
    expect(await rowOf(zaphod)).toMatchObject({ last_read_number: 0, seen_number: 1 });
  });
});
