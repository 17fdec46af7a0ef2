import { randomUUID } from 'node:crypto';
import type { Message } from 'kafkajs';
import type { Person } from '@app/common/contracts';
import { encodeCloudEvent, LIVE_TOPIC, MESSAGE_SENT, TOPICS } from '@app/common/events';
import { HEALTH_CHECKS, readinessOf } from '@app/common/health';
import { LOG_APPEND_TIME } from '@app/common/kafka';
import { EventReader } from '../../../test/support/event-reader';
import { eventually } from '../../../test/support/eventually';
import { range } from '../../../test/support/range';
import { services } from '../../../test/support/services';
import { TestKafka } from '../../../test/support/test-kafka';
import { encodeCursor } from '../src/live/changes/event-cursor';
import { connectLiveUpdates } from '../src/live/live-transport';
import { startGateway, type TestGateway } from './support/gateway';
import { newPerson } from './support/services-behind';

/** Characters of a text, some hundreds of which no connection holds. */
const LONG = 6_000;

describe('the events of a gateway', () => {
  let kafka: TestKafka;
  let gateway: TestGateway;
  let number = 0;

  beforeAll(async () => {
    kafka = await TestKafka.connect();
    await kafka.createTopic(TOPICS.messages, 2);
    await kafka.createTopic(LIVE_TOPIC);
    gateway = await startGateway(
      {
        KAFKA_BROKERS: services().KAFKA_BROKERS,
        KAFKA_TOPIC_PREFIX: kafka.prefix,
        EVENTS_SLACK_SECONDS: '1',
        MAX_EVENT_STREAMS: '12',
      },
      connectLiveUpdates,
    );
    await gateway.app.startAllMicroservices();
  });
  afterAll(() => kafka.close());

  const follow = (since?: string, subject = 'sub-andrew', claims: Record<string, number> = {}): Promise<EventReader> =>
    EventReader.open({ url: gateway.url, token: gateway.issuer.token(subject, claims), since });

  /** The cursor of who has everything until now. */
  const now = ({ uuid }: Person): string => encodeCursor({ time: Date.now(), places: new Map() }, uuid);

  const sent = (groupUuid: string, number: number, { uuid, handle, displayName }: Person, text: string): Message => {
    const data = {
      ...{ message_group_uuid: groupUuid, number, message_uuid: randomUUID(), message: text },
      ...{ user_uuid: uuid, user_handle: handle, user_display_name: displayName },
      ...{ created_at: '2026-01-01T00:00:00.000Z', member_uuids: [uuid] },
    };
    const about = { source: '/test', type: MESSAGE_SENT, time: data.created_at, subject: groupUuid };
    return encodeCloudEvent({ id: randomUUID(), ...about, data });
  };

  const send = (): Promise<void> => {
    number += 1;
    const { groupUuid, andrew } = gateway.behind;
    return kafka.send(TOPICS.messages, sent(groupUuid, number, andrew, `message ${number}`));
  };

  async function sendLong(groupUuid: string, count: number, sender: Person): Promise<void> {
    const numbers = range(count).map((index) => index + 1);
    const text = 'x'.repeat(LONG);
    while (numbers.length > 0) {
      const batch = numbers.splice(0, 100).map((each) => sent(groupUuid, each, sender, text));
      await kafka.send(TOPICS.messages, ...batch);
    }
  }

  const openStreams = async (): Promise<number> => {
    const metrics = await (await fetch(`${gateway.metricsUrl}/metrics`)).text();
    return Number(/^cruddur_gateway_event_streams (\d+)$/m.exec(metrics)?.[1]);
  };

  const checks = async () => (await readinessOf(gateway.app.get(HEALTH_CHECKS))).checks;

  it('are not ready until Kafka gives messages its own time, and are then, without a restart', async () => {
    await eventually(async () => {
      expect((await checks())['live']).toContain(`lacks ${LOG_APPEND_TIME.name}=${LOG_APPEND_TIME.value}`);
    });
    await kafka.setTopicConfig(TOPICS.messages, [LOG_APPEND_TIME]);
    await eventually(async () => expect(await checks()).toMatchObject({ live: 'ok' }));
  });

  it('are told as Kafka gets them, and behind the cursor of a stream that has ended', async () => {
    const first = await follow();
    await eventually(() => expect(first.of('heartbeat')).not.toHaveLength(0));
    await send();
    await eventually(() => expect(first.numbersOf(gateway.behind.groupUuid)).toEqual([number]));
    first.close();
    for (const _ of range(3)) await send();
    const second = await follow(first.cursor);
    await eventually(() => expect(second.numbersOf(gateway.behind.groupUuid)).toEqual([2, 3, 4]));
    second.close();
  });

  it('are followed by ten streams of one person at most, and by so many in all', async () => {
    gateway.behind.subjects.set('sub-bayko', gateway.behind.bayko);
    const readers = await Promise.all(range(10).map(() => follow()));
    await expect(follow()).rejects.toThrow('429 ["too_many_event_streams"]');
    readers.push(...(await Promise.all(range(2).map(() => follow(undefined, 'sub-bayko')))));
    await expect(follow(undefined, 'sub-bayko')).rejects.toThrow('503 ["overloaded"]');
    for (const reader of readers) reader.close();
    await eventually(async () => (await follow()).close());
  });

  it('are cut off where a reader takes no more, however much waits, and go on behind what it has taken', async () => {
    const { andrew, bayko, subjects } = gateway.behind;
    subjects.set('sub-bayko', bayko);
    // For the one so little waits that only time tells; for the other more than is kept for anybody.
    const stuck: { reader: EventReader; subject: string; groupUuid: string; count: number }[] = [];
    for (const [subject, person, count] of [
      ['sub-andrew', andrew, 900],
      ['sub-bayko', bayko, 2_000],
    ] as const) {
      const reader = await follow(now(person), subject);
      await eventually(() => expect(reader.of('heartbeat').at(-1)).toEqual({ behind: false }));
      reader.pause();
      const groupUuid = randomUUID();
      await sendLong(groupUuid, count, person);
      stuck.push({ reader, subject, groupUuid, count });
    }
    await eventually(async () => expect(await openStreams()).toBe(0), 30_000);
    for (const { reader, subject, groupUuid, count } of stuck) {
      reader.resume();
      await eventually(() => expect(reader.isOpen).toBe(false));
      const taken = reader.numbersOf(groupUuid);
      expect(taken.length).toBeLessThan(count);
      const resumed = await follow(reader.cursor, subject);
      await eventually(() => expect(resumed.numbersOf(groupUuid).at(-1)).toBe(count));
      expect([...taken, ...resumed.numbersOf(groupUuid)]).toEqual(range(count).map((index) => index + 1));
      resumed.close();
    }
  });

  it('go on from a cursor that is a minute ahead, and from none that is a day ahead', async () => {
    const ahead = (ms: number): string =>
      encodeCursor({ time: Date.now() + ms, places: new Map() }, gateway.behind.andrew.uuid);
    await expect(follow(ahead(24 * 3_600_000))).rejects.toThrow('422 ["event_cursor_ahead"]');
    (await follow(ahead(30_000))).close();
  });

  it('are for who takes streams, or waits', async () => {
    const ask = (path: string, accept: string) =>
      gateway.app.inject({ url: `/api/events${path}`, headers: { ...gateway.andrew, accept } });
    const refused = await ask('', 'application/json');
    expect([refused.statusCode, refused.json()]).toEqual([406, ['accept_not_event_stream']]);
    const wrong = await ask('?wait=26', 'application/json');
    expect([wrong.statusCode, wrong.json()]).toEqual([422, ['wait_out_of_range_1_25']]);
    const waited = await ask('?wait=1', 'application/json');
    expect([waited.statusCode, waited.json()]).toEqual([
      200,
      { events: expect.anything() as unknown, cursor: expect.any(String) as string },
    ]);
  });

  it('end with a word when the token expires', async () => {
    const reader = await follow(undefined, 'sub-andrew', { exp: Math.floor(Date.now() / 1_000) + 3 });
    await eventually(() => expect(reader.of('bye')).toEqual([{ reason: 'token', retry_ms: 0 }]));
    expect(reader.cursor).not.toBe('');
  });

  it('end with a word when the gateway stops, though a reader has not taken yet what was sent', async () => {
    const { andrew } = gateway.behind;
    const readers = [await follow(now(andrew)), await follow(now(andrew))];
    for (const reader of readers)
      await eventually(() => expect(reader.of('heartbeat').at(-1)).toEqual({ behind: false }));
    const [there, late] = readers as [EventReader, EventReader];
    late.pause();
    const groupUuid = randomUUID();
    await sendLong(groupUuid, 900, andrew);
    await eventually(() => expect(there.numbersOf(groupUuid).at(-1)).toBe(900));
    const stopped = gateway.stop();
    await eventually(() => expect(there.of('bye')).toMatchObject([{ reason: 'stopping' }]));
    late.resume();
    await stopped;
    await eventually(() => expect(late.of('bye')).toMatchObject([{ reason: 'stopping' }]));
  });
});

describe('the events of a gateway that Kafka tells nothing', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway({ IDENTITY_CACHE_SECONDS: '1' });
  });
  afterAll(() => gateway.stop());

  it('end all the same for who is suspended, and for who is gone, and for nobody else', async () => {
    const { andrew, bayko, subjects } = gateway.behind;
    const londo = newPerson('londo', 'Londo Mollari');
    subjects.set('sub-bayko', bayko).set('sub-londo', londo);
    const follow = (subject: string) => EventReader.open({ url: gateway.url, token: gateway.issuer.token(subject) });
    const [ofAndrew, ofBayko, ofLondo] = [
      await follow('sub-andrew'),
      await follow('sub-bayko'),
      await follow('sub-londo'),
    ];
    subjects.set('sub-bayko', { ...bayko, suspended: true }).delete('sub-londo');
    for (const reader of [ofBayko, ofLondo]) {
      await eventually(() => expect(reader.of('bye')).toMatchObject([{ reason: 'account' }]));
    }
    expect(ofAndrew.of('bye')).toEqual([]);
    subjects.set('sub-andrew', { ...andrew, suspended: true });
    await eventually(() => expect(ofAndrew.of('bye')).toMatchObject([{ reason: 'account' }]));
  });
});
