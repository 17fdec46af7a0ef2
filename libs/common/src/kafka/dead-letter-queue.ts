import { randomUUID } from 'node:crypto';
import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import type { OutgoingRecord } from './record-sender';
import { withAdmin } from './with-admin';

/** A record that a consumer gave up on, as Kafka hands it out. */
export interface DeadLetter extends OutgoingRecord {
  key: Buffer | null;
  value: Buffer | null;
  /** When it was kept, in milliseconds since 1970. */
  timestamp: string;
}

type Offsets = Map<number, bigint>;
type Look = (letter: KafkaMessage, partition: number) => Promise<void>;
type Done = (payload: EachBatchPayload, offset: string) => Promise<void>;

/** The group whose offsets say which letters are dealt with. */
const GROUP = 'dead-letters';

/** The letters of one dead letter topic that nobody has dealt with yet. */
export class DeadLetterQueue {
  constructor(
    private readonly kafka: Kafka,
    private readonly topic: string,
  ) {}

  /** Reads those that are there now, and leaves them there. */
  async list(): Promise<DeadLetter[]> {
    const letters: KafkaMessage[] = [];
    const look = (letter: KafkaMessage): Promise<void> => Promise.resolve(void letters.push(letter));
    await this.read(`${this.topic}.${GROUP}.${randomUUID()}`, look, () => Promise.resolve());
    return letters;
  }

  /**
   * Deals with those that are there now, in the order of each partition. One counts as dealt with once `deal` has
   * resolved, so after a failure or a crash the next drain goes on there, and may deal with the last ones once more.
   */
  async drain(deal: (letter: DeadLetter) => Promise<void>): Promise<void> {
    await this.read(this.group, deal, async (payload, offset) => {
      payload.resolveOffset(offset);
      await payload.commitOffsetsIfNecessary({
        topics: [
          {
            topic: this.topic,
            partitions: [{ partition: payload.batch.partition, offset: String(BigInt(offset) + 1n) }],
          },
        ],
      });
    });
  }

  /**
   * Makes Kafka give up the letters that are dealt with, in each partition up to the last for which `holds` is so.
   * @returns how many such letters there were, and how many are not dealt with yet and stay.
   */
  async forget(holds: (letter: DeadLetter) => boolean): Promise<{ forgotten: number; waiting: number }> {
    const { dealtWith, lows } = await this.bounds();
    const last: Offsets = new Map();
    const outcome = { forgotten: 0, waiting: 0 };
    const look = (letter: KafkaMessage, partition: number): Promise<void> => {
      const offset = BigInt(letter.offset);
      if (!holds(letter)) return Promise.resolve();
      if (offset >= (dealtWith.get(partition) ?? 0n)) outcome.waiting += 1;
      else {
        outcome.forgotten += 1;
        last.set(partition, offset);
      }
      return Promise.resolve();
    };
    await this.readFrom(lows, `${this.topic}.${GROUP}.${randomUUID()}`, look, () => Promise.resolve());
    if (last.size > 0) {
      const partitions = [...last].map(([partition, offset]) => ({ partition, offset: String(offset + 1n) }));
      await withAdmin(this.kafka, async (admin) => {
        // The client deletes nothing in a topic that it has not asked about.
        await admin.fetchTopicOffsets(this.topic);
        await admin.deleteTopicRecords({ topic: this.topic, partitions });
      });
    }
    return outcome;
  }

  private get group(): string {
    return `${this.topic}.${GROUP}`;
  }

  private async read(groupId: string, work: Look, done: Done): Promise<void> {
    const { lows, dealtWith } = await this.bounds();
    const starts = new Map([...lows].map(([partition, low]) => [partition, latest(low, dealtWith.get(partition))]));
    await this.readFrom(starts, groupId, work, done);
  }

  private async readFrom(starts: Offsets, groupId: string, work: Look, done: Done): Promise<void> {
    const { ends } = await this.bounds();
    const waiting = new Set([...ends].filter(([each, end]) => end > (starts.get(each) ?? 0n)).map(([each]) => each));
    if (waiting.size === 0) return;
    const consumer = this.kafka.consumer({ groupId, allowAutoTopicCreation: false });
    await runUntil(consumer, this.topic, async (payload) => {
      const { partition, messages } = payload.batch;
      for (const letter of messages) {
        const offset = BigInt(letter.offset);
        if (offset < (starts.get(partition) ?? 0n) || offset >= ends.get(partition)!) continue;
        await work(letter, partition);
        await done(payload, letter.offset);
        await payload.heartbeat();
      }
      if (BigInt(payload.batch.lastOffset()) + 1n >= ends.get(partition)!) waiting.delete(partition);
      return waiting.size === 0;
    });
  }

  /** Where each partition begins and ends, and up to where its letters are dealt with. */
  private bounds(): Promise<{ lows: Offsets; dealtWith: Offsets; ends: Offsets }> {
    return withAdmin(this.kafka, async (admin) => {
      const offsets = await admin.fetchTopicOffsets(this.topic);
      const [dealtWith] = await admin.fetchOffsets({ groupId: this.group, topics: [this.topic] });
      return {
        lows: new Map(offsets.map(({ partition, low }) => [partition, BigInt(low)])),
        dealtWith: new Map(dealtWith?.partitions.map(({ partition, offset }) => [partition, BigInt(offset)])),
        ends: new Map(offsets.map(({ partition, high }) => [partition, BigInt(high)])),
      };
    });
  }
}

const latest = (one: bigint, other = 0n): bigint => (other > one ? other : one);

/** Runs the consumer until `handle` says that it is done, or fails. */
async function runUntil(
  consumer: Consumer,
  topic: string,
  handle: (payload: EachBatchPayload) => Promise<boolean>,
): Promise<void> {
  await consumer.connect();
  try {
    await consumer.subscribe({ topic, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      const eachBatch = (payload: EachBatchPayload): Promise<void> =>
        handle(payload).then((isDone) => (isDone ? resolve() : undefined), reject);
      consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch }).catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
}
