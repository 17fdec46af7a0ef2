import { Counter, Gauge, type Registry } from 'prom-client';
import type { LostRecords, WaitingPartition } from './group-progress';

type Outcome = 'handled' | 'passed_over' | 'dead_lettered';

/** What the one consumer of an application does, in its metrics. */
export class ConsumerMetrics {
  private readonly consumedRecords: Counter<'consumer' | 'topic' | 'outcome'>;
  private readonly lostRecords: Counter<'consumer' | 'topic'>;
  private readonly lagRecords: Gauge<'consumer' | 'topic' | 'partition'>;
  private readonly heldRecords: Gauge<'consumer'>;

  constructor(
    private readonly consumer: string,
    registry: Registry,
  ) {
    const registers = [registry];
    this.consumedRecords = new Counter({
      name: 'cruddur_consumed_records_total',
      help: 'Records read from Kafka, by what became of them: handled, passed over as not for this consumer, dead-lettered',
      labelNames: ['consumer', 'topic', 'outcome'],
      registers,
    });
    this.lostRecords = new Counter({
      name: 'cruddur_consumer_lost_records_total',
      help: 'Records that Kafka deleted before the group had read them',
      labelNames: ['consumer', 'topic'],
      registers,
    });
    this.lagRecords = new Gauge({
      name: 'cruddur_consumer_lag_records',
      help: 'Records that wait in the partitions which this process reads; the sum over all copies is the lag of the group',
      labelNames: ['consumer', 'topic', 'partition'],
      registers,
    });
    this.heldRecords = new Gauge({
      name: 'cruddur_consumer_held_records',
      help: 'Records that were read and wait, to take effect together with others of their kind',
      labelNames: ['consumer'],
      registers,
    });
  }

  /** From zero on, so that the first dead letter or loss is a rise, which an alert can see. */
  begin(pattern: string, topic: string): void {
    for (const outcome of ['handled', 'passed_over', 'dead_lettered'] as const) this.count(pattern, outcome, 0);
    this.lostRecords.inc({ consumer: this.consumer, topic }, 0);
    this.held(0);
  }

  count(topic: string, outcome: Outcome, records: number): void {
    this.consumedRecords.inc({ consumer: this.consumer, topic, outcome }, records);
  }

  held(records: number): void {
    this.heldRecords.set({ consumer: this.consumer }, records);
  }

  lost({ topic, from, to }: LostRecords): void {
    this.lostRecords.inc({ consumer: this.consumer, topic }, Number(to - from));
  }

  /** `before` are the partitions of the last time; one that another member has now is no longer told here. */
  lag(partitions: WaitingPartition[], before: WaitingPartition[]): void {
    const { consumer } = this;
    for (const { topic, partition } of before) this.lagRecords.remove({ consumer, topic, partition });
    for (const { topic, partition, lag } of partitions) {
      this.lagRecords.set({ consumer, topic, partition }, Number(lag));
    }
  }
}
