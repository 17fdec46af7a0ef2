import { randomUUID } from 'node:crypto';
import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import type { OutgoingRecord } from './record-sender';

/** A record that a consumer gave up on, as Kafka hands it out. */
export interface DeadLetter extends OutgoingRecord {
  key: Buffer | null;
  value: Buffer | null;
  /** When it was kept, in milliseconds since 1970. */
  timestamp: string;
}

type Offsets = Map<number, bigint>;

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

  private get group(): string {
    return `${this.topic}.${GROUP}`;
  }

  private async read(
    groupId: string,
    work: (letter: KafkaMessage) => Promise<void>,
    done: (payload: EachBatchPayload, offset: string) => Promise<void>,
  ): Promise<void> {
    const { starts, ends } = await this.bounds();
    const waiting = new Set([...ends].filter(([each, end]) => end > (starts.get(each) ?? 0n)).map(([each]) => each));
    if (waiting.size === 0) return;
    const consumer = this.kafka.consumer({ groupId, allowAutoTopicCreation: false });
    await runUntil(consumer, this.topic, async (payload) => {
      const { partition, messages } = payload.batch;
      for (const letter of messages) {
        const offset = BigInt(letter.offset);
        if (offset < (starts.get(partition) ?? 0n) || offset >= ends.get(partition)!) continue;
        await work(letter);
        await done(payload, letter.offset);
        await payload.heartbeat();
      }
      if (BigInt(payload.batch.lastOffset()) + 1n >= ends.get(partition)!) waiting.delete(partition);
      return waiting.size === 0;
    });
  }

  private async bounds(): Promise<{ starts: Offsets; ends: Offsets }> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      const ends = await admin.fetchTopicOffsets(this.topic);
      const [dealtWith] = await admin.fetchOffsets({ groupId: this.group, topics: [this.topic] });
      const starts = new Map(ends.map(({ partition, low }) => [partition, BigInt(low)]));
      for (const { partition, offset } of dealtWith?.partitions ?? []) {
        if (BigInt(offset) > (starts.get(partition) ?? 0n)) starts.set(partition, BigInt(offset));
      }
      return { starts, ends: new Map(ends.map(({ partition, high }) => [partition, BigInt(high)])) };
    } finally {
      await admin.disconnect();
    }
  }
}

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
