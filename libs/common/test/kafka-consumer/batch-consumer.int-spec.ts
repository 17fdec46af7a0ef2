import { setTimeout as sleep } from 'node:timers/promises';
import type { ConsumerConfig } from 'kafkajs';
import { DomainError } from '@app/common/errors';
import { type CloudEvent, deadLetterTopic } from '@app/common/events';
import { createKafka } from '@app/common/kafka';
import { type Joining } from '@app/common/kafka-consumer';
import { eventually } from '../../../../test/support/eventually';
import { TestKafka } from '../../../../test/support/test-kafka';
import { anEvent, RecordingService, TOPIC } from './recording-service';

const DEAD_LETTERS = deadLetterTopic(TOPIC, 'recorder');
const COMMIT_EVERY_MS = 200;
/** That a broker grants, unless it is told otherwise. */
const SHORTEST_SESSION_MS = 6_000;
const range = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, i) => `${from + i}`);

describe('the batch consumer', () => {
  let kafka: TestKafka;
  const running = new Set<RecordingService>();

  const start = async (
    ...options: Parameters<typeof RecordingService.start> extends [unknown, ...infer R] ? R : never
  ) => {
    const service = await RecordingService.start(kafka, ...options);
    running.add(service);
    return service;
  };
  const stop = async (service: RecordingService): Promise<void> => {
    running.delete(service);
    await service.stop();
  };
  const useSettings = (settings: Partial<ConsumerConfig>): void => {
    const consumer = kafka.kafka.consumer.bind(kafka.kafka);
    jest.spyOn(kafka.kafka, 'consumer').mockImplementation((config) => consumer({ ...config, ...settings }));
  };
  const send = (ids: string[]) => kafka.send(TOPIC, ...ids.map((id) => anEvent(id)));

  beforeEach(async () => {
    kafka = await TestKafka.connect();
    await kafka.createTopic(TOPIC);
    await kafka.createTopic(DEAD_LETTERS);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await Promise.all([...running].map(stop));
    await kafka.close();
  });

  it('hands over what waits as whole batches, in order, and commits it', async () => {
    const batches: number[] = [];
    await send(range(1, 1000));
    const service = await start('g', { before: (ids) => void batches.push(ids.length) });
    await eventually(() => expect(service.taken).toEqual(range(1, 1000)));
    expect(batches.length).toBeLessThan(10);
    await eventually(async () => expect(await kafka.committed('g', TOPIC)).toEqual([1000]));
  });

  describe('poison', () => {
    it('goes to the dead letters as it came, with the reason, while everything else is taken', async () => {
      const notJson = { ...anEvent('not JSON', 'key'), value: '{"id": ' };
      await kafka.send(
        TOPIC,
        anEvent('1'),
        notJson,
        { key: 'bare', value: 'no headers' },
        { ...anEvent('shape'), value: '{"id": 7}' },
        anEvent('poison'),
        anEvent('2'),
      );
      const service = await start('g', {
        before: (ids) => {
          if (ids.includes('poison')) throw new TypeError('cannot read properties of poison');
        },
      });
      await eventually(async () => expect(await kafka.committed('g', TOPIC)).toEqual([6]));
      expect(service.taken).toEqual(['1', '2']);

      const letters = await kafka.records(DEAD_LETTERS);
      expect(letters.map(({ key, value }) => [key, value])).toEqual([
        ['key', '{"id": '],
        ['bare', 'no headers'],
        ['k', '{"id": 7}'],
        ['k', '{"id":"poison"}'],
      ]);
      expect(letters[0]!.headers).toMatchObject(notJson.headers);
      expect(letters.map(({ headers }) => headers['dead-letter-reason'])).toEqual([
        expect.stringContaining('not JSON'),
        expect.stringContaining('ce_type'),
        expect.stringContaining('id'),
        'TypeError: cannot read properties of poison',
      ]);
      expect(letters[3]!.headers['dead-letter-origin']).toBe(`${kafka.prefix}${TOPIC}/0/4`);
    });

    it('does not include an event of an unknown type, which is passed over', async () => {
      const unknown = anEvent('unknown');
      unknown.headers['ce_type'] = 'test.thing.unheard-of';
      await kafka.send(TOPIC, unknown, anEvent('1'));
      const service = await start('g');
      await eventually(async () => expect(await kafka.committed('g', TOPIC)).toEqual([2]));
      expect(service.taken).toEqual(['1']);
      expect(await kafka.records(DEAD_LETTERS)).toEqual([]);
    });
  });

  it('waits while a store is away, and then goes on without having skipped anything', async () => {
    let away = true;
    await send(range(1, 5));
    const service = await start('g', {
      before: () => {
        if (away) throw new DomainError('service_unavailable', { detail: 'the store is away' });
      },
    });
    await eventually(() => expect(service.unready).toMatch('the store is away'));
    await send(range(6, 8));
    expect(await kafka.committed('g', TOPIC)).toEqual([-1]);
    away = false;
    await eventually(() => expect(service.taken).toEqual(range(1, 8)));
    expect(service.unready).toBeUndefined();
    expect(await kafka.records(DEAD_LETTERS)).toEqual([]);
  });

  describe('a stop', () => {
    it('commits, so that the next start goes on from there', async () => {
      await send(range(1, 10));
      const first = await start('g');
      await eventually(() => expect(first.taken).toHaveLength(10));
      await stop(first);
      expect(await kafka.committed('g', TOPIC)).toEqual([10]);

      await send(range(11, 15));
      const second = await start('g');
      await eventually(() => expect(second.taken).toEqual(range(11, 15)));
    });

    it('lets the batch in flight end, and commits it', async () => {
      let begun = false;
      await send(range(1, 3));
      const service = await start('g', {
        before: async () => {
          begun = true;
          await sleep(700);
        },
      });
      await eventually(() => expect(begun).toBe(true));
      await stop(service);
      expect(service.taken).toEqual(range(1, 3));
      expect(await kafka.committed('g', TOPIC)).toEqual([3]);
    });

    it('does not wait for a store that is away; the next one takes the batch', async () => {
      await send(range(1, 3));
      const service = await start('g', {
        graceMs: 60_000,
        before: () => {
          throw new DomainError('service_unavailable');
        },
      });
      await eventually(() => expect(service.unready).toMatch('waiting'));
      const stoppedAt = performance.now();
      await stop(service);
      expect(performance.now() - stoppedAt).toBeLessThan(30_000);
      expect(await kafka.committed('g', TOPIC)).toEqual([-1]);

      const next = await start('g');
      await eventually(() => expect(next.taken).toEqual(range(1, 3)));
    });

    it('does not wait for a Kafka that has been away from the start', async () => {
      const untilTheTestHasEnded = { retries: 30, initialRetryTime: 100, maxRetryTime: 1_000 };
      const away = createKafka({ KAFKA_BROKERS: ['127.0.0.1:1'] }, 'test', untilTheTestHasEnded);
      const service = await RecordingService.start({ kafka: away, prefix: '' }, 'g', { graceMs: 60_000 });
      expect(service.unready).toMatch('not in the consumer group');
      const stoppedAt = performance.now();
      await service.stop();
      expect(performance.now() - stoppedAt).toBeLessThan(15_000);
    });

    it('waits no longer than the grace time', async () => {
      let release = (): void => undefined;
      const stuck = new Promise<void>((resolve) => (release = resolve));
      let begun = false;
      await send(['1']);
      const service = await start('g', {
        graceMs: 200,
        before: () => {
          begun = true;
          return stuck;
        },
      });
      await eventually(() => expect(begun).toBe(true));
      await stop(service);
      expect(service.taken).toEqual([]);
      release();
      await eventually(async () => expect(await kafka.committed('g', TOPIC)).toEqual([1]));
    });
  });

  describe('a group', () => {
    it('shares the partitions, and moves those of a member that leaves', async () => {
      await kafka.raisePartitions(TOPIC, 4);
      const sendEverywhere = (ids: string[]) =>
        kafka.send(TOPIC, ...ids.map((id, i) => ({ ...anEvent(id), partition: i % 4 })));
      const first = await start('g');
      await eventually(() => expect(first.unready).toBeUndefined());
      const second = await start('g');
      let sent = 0;
      await eventually(async () => {
        await sendEverywhere(range(sent + 1, (sent += 8)));
        expect(second.taken.length).toBeGreaterThan(0);
        expect(first.taken.length).toBeGreaterThan(0);
      });
      await stop(first);
      await sendEverywhere(range(sent + 1, (sent += 8)));
      await eventually(() => expect(new Set([...first.taken, ...second.taken])).toEqual(new Set(range(1, sent))));
    });

    it('gives nothing to a newcomer that a slow member still works on', async () => {
      await send(range(1, 5));
      let begun = false;
      const slow = await start('g', {
        before: async () => {
          begun = true;
          await sleep(3_000);
        },
      });
      await eventually(() => expect(begun).toBe(true));
      const newcomer = await start('g');
      await eventually(() => expect(newcomer.unready).toBeUndefined());
      await eventually(async () => expect(await kafka.committed('g', TOPIC)).toEqual([5]));
      await send(['6']);
      await eventually(() => expect([...slow.taken, ...newcomer.taken]).toEqual(range(1, 6)));
    });

    it('keeps a member whose handler takes longer than its session', async () => {
      useSettings({ sessionTimeout: SHORTEST_SESSION_MS });
      await send(['1']);
      const slow = await start('g', { before: () => sleep(1.25 * SHORTEST_SESSION_MS) });
      await eventually(async () => expect(await kafka.committed('g', TOPIC)).toEqual([1]));
      expect(slow.taken).toEqual(['1']);
    });

    it('begins at the oldest record where its offset is out of range', async () => {
      await send(range(1, 5));
      await kafka.commit('g', TOPIC, 1_000);
      const service = await start('g');
      await eventually(() => expect(service.taken).toEqual(range(1, 5)));
    });

    it('begins at the start of a topic that was deleted and created again', async () => {
      await send(range(1, 5));
      const service = await start('g');
      await eventually(() => expect(service.taken).toEqual(range(1, 5)));
      await eventually(async () => expect(await kafka.committed('g', TOPIC)).toEqual([5]));
      await kafka.deleteTopic(TOPIC);
      await eventually(() => kafka.createTopic(TOPIC));
      await send(range(6, 13));
      await eventually(() => expect(service.taken).toEqual(range(1, 13)));
    });

    it('takes what comes to a partition that was added', async () => {
      useSettings({ metadataMaxAge: 500 });
      const service = await start('g');
      await eventually(() => expect(service.unready).toBeUndefined());
      await kafka.raisePartitions(TOPIC, 2);
      await kafka.send(TOPIC, { ...anEvent('old'), partition: 0 }, { ...anEvent('new'), partition: 1 });
      await eventually(() => expect(new Set(service.taken)).toEqual(new Set(['old', 'new'])));
    });
  });

  describe('joining', () => {
    const every = (intervalMs: number): Joining<CloudEvent> => ({
      keyOf: ({ subject }) => subject,
      intervalMs: () => intervalMs,
    });
    const batches: string[][] = [];
    const before = (ids: string[]): void => void batches.push(ids);
    const heldRecords = async (): Promise<number> => {
      const held = await Promise.all([...running].map((service) => service.heldRecords()));
      return held.reduce((sum, records) => sum + records, 0);
    };
    /** Resolves once the records are read, and wait. */
    const sendToBeHeld = async (ids: string[]): Promise<void> => {
      const already = await heldRecords();
      await send(ids);
      await eventually(async () => expect(await heldRecords()).toBe(already + ids.length));
    };

    beforeEach(() => void batches.splice(0));

    it('takes the first event of a key at once, and those of its interval together at the end', async () => {
      const service = await start('g', { joining: every(2_000), before });
      await send(['1']);
      await eventually(() => expect(service.taken).toEqual(['1']));
      await sendToBeHeld(['2']);
      await sendToBeHeld(['3', '4']);
      expect(service.taken).toEqual(['1']);
      await kafka.send(TOPIC, anEvent('other', 'another key'));
      await eventually(() => expect(service.taken).toEqual(['1', 'other']));
      await eventually(() => expect(batches).toEqual([['1'], ['other'], ['2', '3', '4']]));
      expect(await heldRecords()).toBe(0);
    });

    it('commits only what is below the oldest event that is held', async () => {
      const service = await start('g', { joining: every(3_000), before });
      await send(['1']);
      await eventually(async () => expect(await kafka.committed('g', TOPIC)).toEqual([1]));
      await sendToBeHeld(['2']);
      await kafka.send(TOPIC, anEvent('other', 'another key'));
      await eventually(() => expect(service.taken).toEqual(['1', 'other']));
      await sleep(2 * COMMIT_EVERY_MS);
      expect(await kafka.committed('g', TOPIC)).toEqual([1]);
      await eventually(async () => expect(await kafka.committed('g', TOPIC)).toEqual([3]));
      expect(service.taken).toEqual(['1', 'other', '2']);
    });

    it('takes at once, and commits, what is held when it stops', async () => {
      const service = await start('g', { joining: every(600_000), before });
      await send(['1']);
      await eventually(() => expect(service.taken).toEqual(['1']));
      await sendToBeHeld(['2', '3']);
      await stop(service);
      expect(batches).toEqual([['1'], ['2', '3']]);
      expect(await kafka.committed('g', TOPIC)).toEqual([3]);
    });

    it('does not wait for a store that is away when it stops: the next one takes what was held', async () => {
      let away = false;
      const service = await start('g', {
        joining: every(600_000),
        before: () => {
          if (away) throw new DomainError('service_unavailable');
        },
      });
      await send(['1']);
      await eventually(async () => expect(await kafka.committed('g', TOPIC)).toEqual([1]));
      await sendToBeHeld(['2', '3']);
      away = true;
      await stop(service);
      expect(service.taken).toEqual(['1']);
      expect(await kafka.committed('g', TOPIC)).toEqual([1]);
      const next = await start('g');
      await eventually(() => expect(next.taken).toEqual(['2', '3']));
    });

    it('takes at once what is held when the group rebalances', async () => {
      const first = await start('g', { joining: every(600_000) });
      await send(['1']);
      await eventually(() => expect(first.taken).toEqual(['1']));
      await sendToBeHeld(['2', '3']);
      const second = await start('g', { joining: every(600_000) });
      await eventually(() => expect(first.taken.slice(0, 3)).toEqual(['1', '2', '3']));
      await eventually(() => expect(second.unready).toBeUndefined());
      await eventually(async () => expect(await kafka.committed('g', TOPIC)).toEqual([3]));
      expect(await heldRecords()).toBe(0);
    });

    it('waits out a store that is away, with what is held, and skips nothing', async () => {
      let away = false;
      const service = await start('g', {
        joining: every(1_000),
        mostHeld: 3,
        before: () => {
          if (away) throw new DomainError('service_unavailable', { detail: 'the store is away' });
        },
      });
      await send(['1']);
      await eventually(async () => expect(await kafka.committed('g', TOPIC)).toEqual([1]));
      await sendToBeHeld(['2', '3']);
      away = true;
      await eventually(() => expect(service.unready).toMatch('the store is away'));
      for (const id of range(4, 40)) await send([id]);
      // Fetching has stopped: the limit is passed by one batch at most.
      expect(await heldRecords()).toBeLessThan(20);
      expect(await kafka.committed('g', TOPIC)).toEqual([1]);
      away = false;
      await eventually(() => expect(service.taken).toEqual(range(1, 40)));
      await eventually(async () => expect(await kafka.committed('g', TOPIC)).toEqual([40]));
      expect(await kafka.records(DEAD_LETTERS)).toEqual([]);
    });

    it('keeps exactly the poison among joined events as dead letters, and takes the others', async () => {
      const service = await start('g', {
        joining: every(1_000),
        before: (ids) => {
          if (ids.includes('poison')) throw new TypeError('cannot read properties of poison');
        },
      });
      await send(['1']);
      await eventually(() => expect(service.taken).toEqual(['1']));
      await sendToBeHeld(['2', '3', 'poison', '4', '5']);
      await eventually(() => expect(service.taken).toEqual(range(1, 5)));
      await eventually(async () => expect(await kafka.committed('g', TOPIC)).toEqual([6]));
      const letters = await kafka.records(DEAD_LETTERS);
      expect(letters.map(({ value, headers }) => [value, headers['dead-letter-reason']])).toEqual([
        ['{"id":"poison"}', 'TypeError: cannot read properties of poison'],
      ]);
    });
  });

  it('starts when its topic is there', async () => {
    const early = await TestKafka.connect();
    const service = await RecordingService.start(early, 'g');
    await eventually(() => expect(service.unready).toMatch(`cannot read ${early.prefix}${TOPIC}`));
    await early.createTopic(TOPIC);
    await early.send(TOPIC, anEvent('1'));
    await eventually(() => expect(service.taken).toEqual(['1']));
    await service.stop();
    await early.close();
  });

  it('ends the process when kafkajs will not start it again', async () => {
    const exit = jest.spyOn(process, 'exit').mockImplementation(() => undefined as never);
    useSettings({ sessionTimeout: 24 * 3_600_000 });
    const service = await start('g');
    await eventually(() => expect(exit).toHaveBeenCalledWith(1));
    expect(service.unready).toMatch('not in the consumer group');
  });
});
