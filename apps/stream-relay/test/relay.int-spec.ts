import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { KafkaMessage } from 'kafkajs';
import { decodeCloudEvent, MESSAGE_EVENT_DATA, MESSAGE_SENT } from '@app/common/events';
import { type MessageItem, reactorKey, type TableKey } from '@app/common/table';
import { aMessageItem, aPerson, MEMBER_UUIDS, rowItem } from '../../../test/support/builders';
import { deletion, edit, eventOfRevision, reaction } from '../../../test/support/changes';
import { eventually } from '../../../test/support/eventually';
import { Group } from '../../../test/support/group';
import { TcpProxy } from '../../../test/support/tcp-proxy';
import { SHARD_END } from '../src/leases/checkpoint';
import { streamLabel } from '../src/stream/table-streams';
import { RelayTestBed } from './relay-test-bed';

const DAY_MS = 24 * 60 * 60 * 1_000;

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('the relay', () => {
  let bed: RelayTestBed;
  let group: string;

  beforeAll(async () => {
    bed = await RelayTestBed.create();
  });
  beforeEach(() => {
    group = randomUUID();
  });
  afterEach(() => bed.stopRelays());
  afterAll(() => bed.close());

  const arrived = (expected: number[], groupUuid = group) =>
    eventually(() => expect(bed.numbersOf(groupUuid)).toEqual(expected));
  /** Where a lease is so short that a slow machine may lose it: whoever takes it publishes some events again. */
  const arrivedAtLeastOnce = (expected: number[]) =>
    eventually(() => expect(firstOf(bed.numbersOf(group))).toEqual(expected));
  /** The dead letter that points to this item. */
  const letterFor = ({ pk, sk }: TableKey) =>
    eventually(() => {
      const letter = bed.deadLetters.find(({ value }) => {
        const { keys } = JSON.parse(value!.toString()) as { keys: unknown };
        return isDeepStrictEqual(keys, { pk: { S: pk }, sk: { S: sk } });
      });
      expect(letter).toBeDefined();
      return letter!;
    });
  const reasonOf = ({ headers }: KafkaMessage) => headers?.['dead-letter-reason']?.toString();
  const openLease = () =>
    eventually(async () => {
      const [lease, ...others] = (await bed.allLeases()).filter(({ checkpoint }) => checkpoint !== SHARD_END);
      expect(others).toEqual([]);
      return lease!;
    });

  it('publishes what was put before it started and after, each conversation in order', async () => {
    const other = randomUUID();
    await bed.putMessages(group, numbers(1, 30));
    await bed.startRelay();
    await Promise.all([bed.putMessages(group, numbers(31, 60)), bed.putMessages(other, numbers(1, 40))]);
    await arrived(numbers(1, 60));
    await arrived(numbers(1, 40), other);
  });

  it('publishes CloudEvents, keyed by their conversation and named after stream and record', async () => {
    const item = aMessageItem(group, 1);
    await bed.startRelay();
    await bed.put(item);
    await arrived([1]);
    const message = bed.received.find(({ key }) => key?.toString() === group);
    const { pk: _pk, sk: _sk, ...data } = item;
    const event = decodeCloudEvent(message!, MESSAGE_EVENT_DATA);
    expect(event).toMatchObject({ type: MESSAGE_SENT, subject: group, time: item.created_at, data });
    const [streamArn] = await bed.streams.list();
    expect(event?.id).toMatch(new RegExp(`^${streamLabel(streamArn!)}/\\d+$`));
  });

  it('publishes each change of a message once, by its revision, and nothing else of its transaction', async () => {
    const sent = aMessageItem(group, 1);
    const edited = edit(sent, 1, 'changed');
    const reacted = reaction(edited.entry, 2, MEMBER_UUIDS[1]);
    const deleted = deletion(reacted.entry, 3);
    await bed.startRelay();
    await bed.put(sent);
    await bed.put({ ...reactorKey(group, 1, MEMBER_UUIDS[1]), emojis: ['👍'], revision: 2 });
    await bed.change(edited);
    await bed.change(reacted);
    await bed.change(deleted, [edited.item]);
    await bed.putMessages(group, [2]);
    await arrived([1, 2]);
    expect(bed.eventsOf(group).map(({ type, time, data }) => ({ type, time, data }))).toEqual([
      expect.objectContaining({ type: MESSAGE_SENT }),
      ...[edited, reacted, deleted].map(({ item }) => {
        const { type, time, data } = eventOfRevision(item);
        return { type, time, data };
      }),
      expect.objectContaining({ type: MESSAGE_SENT }),
    ]);
  });

  it('keeps a revision of a kind that it does not know as a dead letter, and goes on', async () => {
    const { item } = deletion(aMessageItem(group, 1), 1);
    await bed.startRelay();
    await bed.put({ ...item, kind: 'of a newer version' });
    await bed.putMessages(group, [1]);
    await arrived([1]);
    expect(reasonOf(await letterFor(item))).toMatch(/of a newer version/);
    expect(bed.revisionsOf(group)).toEqual([]);
  });

  it('goes on after a stop where it was: nothing is missing and nothing repeated', async () => {
    const first = await bed.startRelay();
    await bed.putMessages(group, numbers(1, 20));
    await arrived(numbers(1, 20));
    await first.stop();
    expect(await openLease()).toMatchObject({ owner: undefined, checkpoint: expect.stringMatching(/^\d+$/) as string });

    await bed.putMessages(group, numbers(21, 40));
    const second = await bed.startRelay();
    await arrived(numbers(1, 40));
    expect(second.metrics.recordsRead).toBe(20);
    await eventually(() => expect(second.metrics.eventsPublished).toBe(20));
  });

  it('hands its shards over when it stops, long before their leases would run out', async () => {
    const leaving = await bed.startRelay({ RELAY_LEASE_SECONDS: 600 });
    const { owner } = await eventually(async () => {
      const lease = await openLease();
      expect(lease.owner).toBeDefined();
      return lease;
    });
    await bed.startRelay({ RELAY_LEASE_SECONDS: 600 });
    await bed.putMessages(group, [1]);
    await arrived([1]);
    await leaving.stop();
    await bed.putMessages(group, [2]);
    await arrived([1, 2]);
    expect((await openLease()).owner).not.toBe(owner);
  });

  it('takes over the shards of a relay that has died, once their leases have run out', async () => {
    const lease = await openLease();
    const ofTheDead = await bed.leases.take(lease, 'a relay that has died');
    await bed.startRelay({ RELAY_LEASE_SECONDS: 1 });
    await bed.putMessages(group, [1, 2, 3]);
    await arrivedAtLeastOnce([1, 2, 3]);
    expect(await bed.leases.save(ofTheDead!, { ...ofTheDead!, checkpoint: '999999999999999999999' })).toBeUndefined();
  });

  it('leaves a shard that another relay has taken, and moves its checkpoint no more', async () => {
    await bed.startRelay({ RELAY_LEASE_SECONDS: 600 });
    await bed.putMessages(group, [1]);
    await arrived([1]);
    const taken = await eventually(async () => {
      const lease = await bed.leases.take(await openLease(), 'another relay');
      expect(lease).toBeDefined();
      return lease!;
    });
    await bed.putMessages(group, [2]);
    await bed.stopRelays();
    expect(await openLease()).toEqual(taken);
    await bed.leases.release(taken, taken);
  });

  it('shows what waits while DynamoDB is away, and goes on by itself', async () => {
    const proxy = new TcpProxy(new URL(bed.config.DYNAMODB_ENDPOINT!));
    await proxy.open();
    const relay = await bed.startRelay({ DYNAMODB_ENDPOINT: proxy.url, RELAY_LEASE_SECONDS: 1 });
    await bed.putMessages(group, [1]);
    await arrivedAtLeastOnce([1]);
    await proxy.cut();
    await bed.putMessages(group, [2, 3]);
    await eventually(async () => {
      const { discovery, leases } = await relay.waiting();
      expect([discovery, leases]).toEqual([expect.any(Number), expect.any(Number)]);
      expect(Math.min(discovery!, leases!)).toBeGreaterThan(0);
    });
    await proxy.open();
    await arrivedAtLeastOnce([1, 2, 3]);
    await eventually(async () => expect(new Set(Object.values(await relay.waiting()))).toEqual(new Set([0])));
    await bed.stopRelays();
    await proxy.cut();
  });

  it('keeps a record that is no event as a dead letter, and goes on', async () => {
    await bed.startRelay();
    const { message_uuid: _, ...incomplete } = aMessageItem(group, 1);
    await bed.put(incomplete);
    await bed.put(aMessageItem(group, 2));
    await arrived([2]);
    const letter = await letterFor(incomplete);
    expect(reasonOf(letter)).toMatch(/message_uuid/);
    expect(JSON.parse(letter.value!.toString())).toMatchObject({ image: { message: { S: 'message 1' } } });
  });

  it('drains a stream that was disabled before it reads the one that followed', async () => {
    await bed.putMessages(group, numbers(1, 10));
    await bed.renewStream();
    await bed.putMessages(group, numbers(11, 20));
    await bed.startRelay();
    await arrived(numbers(1, 20));
    await bed.renewStream();
    await bed.putMessages(group, numbers(21, 30));
    await arrived(numbers(1, 30));
  });
});

describe('the relay, where the stream lacks what was written', () => {
  let bed: RelayTestBed;
  let group: string;

  beforeAll(async () => {
    bed = await RelayTestBed.create();
  });
  beforeEach(() => {
    group = randomUUID();
  });
  afterEach(() => bed.stopRelays());
  afterAll(() => bed.close());

  const arrived = (expected: number[]) => eventually(() => expect(firstOf(bed.numbersOf(group))).toEqual(expected));
  /** Resolves when the stream is read, and all that was before it is repaired. */
  const isBehindRecords = () =>
    eventually(async () => {
      const open = (await bed.allLeases()).filter(({ checkpoint }) => checkpoint !== SHARD_END);
      expect(open).toMatchObject([{ checkpoint: expect.stringMatching(/^\d+$/) as string }]);
    });

  it('publishes from the table what was written before the stream began, in order, then the stream', async () => {
    const before = await bed.startRelay();
    await bed.putConversation(group, 2);
    await bed.putMessages(group, numbers(1, 2));
    await arrived(numbers(1, 2));
    await before.stop();
    await bed.renewStream(() => bed.putMessages(group, numbers(3, 6)));
    await bed.putMessages(group, numbers(7, 9));
    const relay = await bed.startRelay();
    await arrived(numbers(1, 9));
    await eventually(async () => expect(await bed.gaps.open()).toEqual([]));
    expect(relay.metrics.eventsRepaired).toBeGreaterThanOrEqual(4);
  });

  it('publishes what the rows lack of changes too: behind the messages, and above the revision that they show', async () => {
    const messages = numbers(1, 3).map((number) => aMessageItem(group, number));
    const [first, , third] = messages as [MessageItem, MessageItem, MessageItem];
    const shown = reaction(first, 1, MEMBER_UUIDS[0]);
    const edited = edit(third, 2, 'changed');
    const deleted = deletion(edited.entry, 3);
    await bed.putConversation(group, 2, { revision: 1 });
    await bed.renewStream(async () => {
      for (const message of messages) await bed.put(message);
      await bed.change(shown);
      await bed.change(edited);
      await bed.change(deleted, [edited.item]);
    });
    await bed.startRelay();
    await eventually(() => expect(bed.revisionsOf(group)).toContain(3));
    // The conversation itself may come by the stream before.
    expect(bed.repairedOf(group).map(({ data }) => data)).toEqual([
      expect.objectContaining({ number: 3, message: '', message_uuid: third.message_uuid }),
      expect.objectContaining({ revision: 2, number: 3, message: '' }),
      expect.objectContaining({ revision: 3, number: 3 }),
    ]);
    await eventually(async () => expect(await bed.gaps.open()).toEqual([]));
  });

  it('gives a repaired event the same id each time', async () => {
    await bed.putConversation(group, 1);
    for (const _ of [1, 2]) await bed.renewStream(() => bed.putMessages(group, [2]));
    await bed.startRelay();
    const ids = await eventually(() => {
      const events = bed.received.map((message) => decodeCloudEvent(message, MESSAGE_EVENT_DATA)!);
      const repaired = events.filter(({ type, subject }) => type === MESSAGE_SENT && subject === group);
      expect(repaired.length).toBeGreaterThan(1);
      return repaired.map(({ id }) => id);
    });
    expect(new Set(ids)).toEqual(new Set([`table/MSG#${group}/000000000002`]));
  });

  it('counts a shard whose beginning may be trimmed as a gap, and reads it once that is repaired', async () => {
    const relay = await bed.startRelay();
    await bed.putConversation(group, 1);
    await bed.putMessages(group, [1]);
    await arrived([1]);
    await isBehindRecords();
    await bed.stopRelays();
    await bed.forgetCheckpoints(0);
    await bed.putMessages(group, [2]);
    const next = await bed.startRelay();
    await arrived([1, 2]);
    expect([relay.metrics.gaps, next.metrics.gaps]).toEqual([0, 1]);
    await eventually(async () => expect(await bed.gaps.open()).toEqual([]));
  });

  it('believes no row that was made from the table, which may have been ahead of Kafka', async () => {
    await bed.putConversation(group, 3, { moved_at: undefined });
    await bed.renewStream(() => bed.putMessages(group, numbers(1, 3)));
    await bed.startRelay();
    await arrived(numbers(1, 3));
    await eventually(async () => expect(await bed.gaps.open()).toEqual([]));
  });

  it('publishes nothing again of a row that was made from the table long before the loss', async () => {
    const monthsAgo = '2026-01-01T00:00:00.000Z';
    const before = await bed.startRelay();
    await bed.putMessages(randomUUID(), [1]);
    await isBehindRecords();
    await bed.putConversation(group, 2, { moved_at: undefined, last_message_at: monthsAgo });
    await bed.putMessages(group, numbers(1, 2));
    await arrived(numbers(1, 2));
    await before.stop();
    await bed.forgetCheckpoints(Date.now() - 2 * DAY_MS);
    const relay = await bed.startRelay();
    await eventually(() => expect(relay.metrics.gaps).toBe(1));
    await eventually(async () => expect(await bed.gaps.open()).toEqual([]));
    expect(bed.repairedOf(group)).toEqual([]);
  });

  it('publishes what the rows of a group lack, whose members are more than one request reads', async () => {
    const people = Array.from({ length: 120 }, (_, i) => aPerson(`member${i}`));
    const written = new Group(people, { groupUuid: group });
    written.send(people[1]!);
    await bed.renewStream(async () => {
      await bed.putAll([
        ...written.items,
        ...people.map(({ uuid }) => rowItem(uuid, group, { last_number: 2, revision: 1, moved_at: Date.now() })),
      ]);
      for (const step of [written.leave(people[119]!), written.send(people[0]!), written.edit(2, 'changed')]) {
        await bed.putAll(step.items);
      }
    });
    await bed.startRelay();
    await eventually(() => expect(bed.revisionsOf(group)).toContain(3));
    expect(bed.eventsOf(group).map(({ type, data }) => ({ type, data }))).toEqual(
      written.events.slice(2).map(({ type, data }) => ({ type, data })),
    );
    await eventually(async () => expect(await bed.gaps.open()).toEqual([]));
  });
});

/** Without repeats. */
const firstOf = (numbers: number[]): number[] => [...new Set(numbers)];

describe('the relay, before a topic that takes no large messages', () => {
  let bed: RelayTestBed;

  beforeAll(async () => {
    bed = await RelayTestBed.create({ maxMessageBytes: 20_000 });
  });
  afterAll(() => bed.close());

  it('keeps a message that is too large as a dead letter, and publishes the others in order', async () => {
    const group = randomUUID();
    await bed.putMessages(group, numbers(1, 20));
    await bed.put(aMessageItem(group, 21, { message: 'x'.repeat(30_000) }));
    await bed.putMessages(group, numbers(22, 40));
    await bed.startRelay();
    await eventually(() => expect(bed.numbersOf(group)).toEqual([...numbers(1, 20), ...numbers(22, 40)]));
    await eventually(() => expect(bed.deadLetters).not.toEqual([]));
    const { keys } = JSON.parse(bed.deadLetters[0]!.value!.toString()) as { keys: unknown };
    expect(keys).toEqual({ pk: { S: `MSG#${group}` }, sk: { S: '000000000021' } });
  });
});
