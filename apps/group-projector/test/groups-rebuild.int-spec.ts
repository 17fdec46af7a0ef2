import { Logger } from '@nestjs/common';
import type { Person } from '@app/common/contracts';
import { createDocumentClient } from '@app/common/dynamodb';
import { createLeanClient } from '@app/common/dynamodb/lean';
import { type GroupRowItem, groupRowKey, membershipKey, namesKey } from '@app/common/table';
import { aPerson } from '../../../test/support/builders';
import { expectedGroupRow } from '../../../test/support/expected-group-row';
import { Group } from '../../../test/support/group';
import { range } from '../../../test/support/range';
import { services } from '../../../test/support/services';
import { createTestTable, type TestTable } from '../../../test/support/test-table';
import type { GroupRowsProjection } from '../src/projections/group-rows.projection';
import type { Rebuild } from '../src/rebuild/rebuild';
import { GroupsOnDynamoDb } from './groups-on-dynamodb';
import { projectorOn } from './projector-on-dynamodb';

describe('a rebuild of the rows of groups', () => {
  const documents = createDocumentClient({ AWS_REGION: 'us-east-1', ...services() });
  const dynamoDb = createLeanClient({ AWS_REGION: 'us-east-1', ...services() });
  const [zaphod, ford, trillian, marvin, stranger] = range(5).map((i) => aPerson(`person${i}`)) as [
    ...[Person, Person, Person, Person, Person],
  ];
  const people = [zaphod, ford, trillian, marvin];
  let table: TestTable;
  let projection: GroupRowsProjection;
  let rebuild: Rebuild;
  let groups: GroupsOnDynamoDb;
  let group: Group;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    table = await createTestTable();
    groups = new GroupsOnDynamoDb(documents, table.name);
    ({ projection, rebuild } = await projectorOn(table.name, dynamoDb));
  });
  afterAll(async () => {
    documents.destroy();
    await dynamoDb.destroy();
    await table.drop();
  });

  /** Marvin has joined and left; Trillian has left, come back, and seen an edit. */
  beforeEach(async () => {
    group = new Group([zaphod, ford, trillian], { name: 'Heart of Gold' });
    group.send(ford);
    group.add(ford, marvin);
    group.send(marvin);
    group.leave(trillian);
    group.delete(4);
    group.remove(marvin);
    group.send(ford);
    group.add(zaphod, trillian);
    group.send(ford);
    group.edit(9);
    await groups.store(group);
  });
  const project = (count?: number) => projection.project(group.events.slice(0, count));
  const ofGroup = (settings: { userUuid?: string; dryRun?: boolean } = {}) =>
    rebuild.run({ groupUuid: group.groupUuid, ...settings });
  const rows = () => Promise.all(people.map((person) => groups.row(group, person)));
  const expectedRows = () => people.map((person) => expectedGroupRow(person, group));

  it('finds nothing to correct where the rows say what the entries say', async () => {
    await project();
    expect(await ofGroup()).toEqual({ conversations: 1, rows: 4, corrected: [] });
  });

  it('makes the rows of members and of who was one, with their names where they are kept', async () => {
    await groups.put([{ ...namesKey(marvin.uuid), ...{ handle: 'marvin', display_name: 'Marvin' } }]);
    const { corrected } = await ofGroup();
    expect(corrected.map(({ kind }) => kind)).toEqual(people.map(() => 'make'));
    expect(corrected.find(({ member }) => member.uuid === marvin.uuid)?.member.handle).toBe('marvin');
    expect(await rows()).toEqual(expectedRows());
  });

  it.each([1, 3, 5, 7, 10])('moves on rows that have taken in %i events of eleven', async (count) => {
    await project(count);
    await ofGroup();
    expect(await rows()).toEqual(expectedRows());
    expect((await ofGroup()).corrected).toEqual([]);
  });

  it('moves on a row that is behind a leave, and closes it', async () => {
    await project();
    const before = await groups.row(group, ford);
    group.handOver(ford);
    group.leave(zaphod);
    await groups.store(group);
    const { corrected } = await ofGroup();
    expect(corrected.find(({ member }) => member.uuid === zaphod.uuid)).toMatchObject({ kind: 'move' });
    expect(await rows()).toEqual(expectedRows());
    expect(before).not.toEqual(await groups.row(group, ford));
  });

  it.each<[string, Person, Partial<Record<keyof GroupRowItem, unknown>>]>([
    ['has another name than the group', ford, { group_name: 'Vogon ship' }],
    ['has lost the name of the group', ford, { group_name: undefined }],
    ['counts other members', ford, { member_count: 9 }],
    ['is beyond the last change of the members', ford, { members_at: 20 }],
    ['shows a message as something else', ford, { last_kind: 'left' }],
    [
      'is closed, of who is a member',
      ford,
      { spans: [{ from_number: 1, from_revision: 1, until_number: 2 }], spans_at: 2 },
    ],
    ['is open, of who was removed', marvin, { spans: [{ from_number: 3, from_revision: 2 }] }],
    ['is beyond the last change about its member', marvin, { spans_at: 20 }],
    ['shows what came after its member was removed', marvin, { last_number: 9, message: 'message 9', revision: 7 }],
  ])('mends a row that %s', async (_what, person, wrong) => {
    await project();
    await groups.set(group, person, wrong);
    expect((await ofGroup()).corrected).toMatchObject([{ kind: 'mend', member: { uuid: person.uuid } }]);
    expect(await rows()).toEqual(expectedRows());
  });

  it('stays within one user, who may have left, and passes over who never was a member', async () => {
    const other = new Group([zaphod, ford, stranger]);
    await groups.store(other);
    expect(await ofGroup({ userUuid: marvin.uuid })).toMatchObject({ rows: 1, corrected: [{ kind: 'make' }] });
    expect(await ofGroup({ userUuid: stranger.uuid })).toMatchObject({ conversations: 0, rows: 0 });
    const { corrected } = await rebuild.run({ userUuid: stranger.uuid });
    expect(corrected.map(({ groupUuid }) => groupUuid)).toEqual([other.groupUuid]);
    expect(await groups.row(other, stranger)).toEqual(expectedGroupRow(stranger, other));
  });

  it('says of no row what is not all to be seen yet', async () => {
    await groups.lose(membershipKey(group.groupUuid, trillian.uuid));
    await groups.lose(groupRowKey(trillian.uuid, group.groupUuid));
    const stale = new Group([zaphod, ford, trillian], { groupUuid: group.groupUuid });
    await groups.put([stale.conversation]);
    await expect(ofGroup({ userUuid: trillian.uuid })).rejects.toMatchObject({ code: 'service_unavailable' });
  });
});
