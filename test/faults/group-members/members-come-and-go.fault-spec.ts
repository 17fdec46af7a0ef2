import { setTimeout as sleep } from 'node:timers/promises';
import { MEMBERS_CHANGED, MESSAGE_SENT, TOPICS } from '@app/common/events';
import type { GroupRowItem } from '@app/common/table';
import { eventually } from '../../support/eventually';
import type { GroupEvent } from '../../support/group';
import { expectedGroupRow } from '../../support/expected-group-row';
import { normalRow } from '../../support/expected-row';
import { range } from '../../support/range';
import { DEAD_LETTERS, ProjectorBed } from '../projector-support/projector-bed';
import { rounds } from '../support/length';
import { GroupWriter } from './group-writer';

const GROUPS = 20;
const PEOPLE = 12;
/** DynamoDB Local takes the longer for everything, the more records a stream has: in the long form it would stop answering. */
const WRITE_EVERY_MS = 50;
/** Who is killed is replaced soon. */
const RELAY = { RELAY_POLL_INTERVAL_MS: '20', RELAY_DISCOVERY_INTERVAL_MS: '300', RELAY_LEASE_SECONDS: '3' };

describe('relay and projector killed while the members of groups come and go', () => {
  let bed: ProjectorBed;
  let writer: GroupWriter;

  beforeAll(async () => {
    bed = await ProjectorBed.open({ partitions: 1 });
    writer = new GroupWriter(bed.documents, bed.table.name, bed.random, PEOPLE);
    await writer.start(GROUPS);
  });
  afterAll(() => bed.close());

  const expectedRows = (): string[] =>
    writer.groups
      .flatMap((group) => writer.people.flatMap((person) => expectedGroupRow(person, group) ?? []))
      .map(canonical)
      .toSorted();

  const rows = async (): Promise<string[]> =>
    (await bed.rows()).map((row) => canonical(normalRow(JSON.parse(row) as GroupRowItem))).toSorted();

  it('leave every row as the table says, and have every event on the topic, entries and changes each in their order', async () => {
    const [relay] = await bed.startRelays(1, RELAY);
    let doomed = [relay!, await bed.start()];
    let writing = true;
    const written = (async () => {
      for (; writing; await sleep(WRITE_EVERY_MS)) await writer.write(10);
    })();
    const kills = rounds(3, 20);
    for (const _round of range(kills)) {
      await sleep(bed.random.below(1_000));
      await Promise.all(doomed.map((process) => process.kill()));
      doomed = await Promise.all([bed.startRelay(RELAY), bed.start()]);
    }
    writing = false;
    await written;
    const expected = expectedRows();
    await eventually(async () => expect(differenceOf(await rows(), expected)).toEqual([]), 120_000);
    expect((await bed.history()).backwards).toEqual([]);
    expect(await bed.kafka.records(DEAD_LETTERS)).toEqual([]);
    const published = await publishedByGroup();
    for (const { groupUuid, events } of writer.groups) {
      const places = events.map(placeOfEvent);
      const [entries, changes] = [places.filter(isEntry), places.filter((place) => !isEntry(place))];
      const found = published.get(groupUuid)!;
      expect(found.filter(isEntry)).toEqual(entries);
      expect(found.filter((place) => !isEntry(place))).toEqual(changes);
    }
    console.info(`${kills} kills of each, ${GROUPS} groups, ${writer.events} events, ${expected.length} rows`);
  });

  /** Repetitions left out. */
  async function publishedByGroup(): Promise<Map<string, string[]>> {
    const places = new Map(writer.groups.map(({ groupUuid }) => [groupUuid, new Set<string>()]));
    for (const { key, value, headers } of await bed.kafka.records(TOPICS.messages)) {
      const { number, revision } = JSON.parse(value!) as { number: number; revision?: number };
      places.get(key!)!.add(placeOf(headers['ce_type']!, number, revision));
    }
    return new Map([...places].map(([group, of]) => [group, [...of]]));
  }
});

/** The rows that only one of both has. */
const differenceOf = (found: string[], expected: string[]): string[][] => {
  const difference = [
    found.filter((row) => !expected.includes(row)).slice(0, 3),
    expected.filter((row) => !found.includes(row)).slice(0, 3),
  ];
  return difference.some(({ length }) => length > 0) ? difference : [];
};

/** By which an event is told from all others of its group. */
const placeOf = (type: string, number: number, revision = 0): string => `${type} ${number} ${revision}`;

/** Between entries and changes of messages there is no order. */
const isEntry = (place: string): boolean => place.startsWith(MESSAGE_SENT) || place.startsWith(MEMBERS_CHANGED);

const placeOfEvent = ({ type, data }: GroupEvent): string =>
  placeOf(type, data.number, 'revision' in data ? data.revision : 0);

/** Whatever the order in which DynamoDB returns attributes. */
const canonical = (row: GroupRowItem): string =>
  JSON.stringify(row, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
