import { Counter, Gauge } from 'prom-client';
import type { LostRecords, WaitingPartition } from './group-progress';

const consumedRecords = new Counter({
  name: 'cruddur_consumed_records_total',
  help: 'Records read from Kafka, by what became of them: handled, passed over as not for this consumer, dead-lettered',
  labelNames: ['consumer', 'topic', 'outcome'] as const,
});

const lag = new Gauge({
  name: 'cruddur_consumer_lag_records',
  help: 'Records that wait in the partitions which this process reads; the sum over all copies is the lag of the group',
  labelNames: ['consumer', 'topic', 'partition'] as const,
});

const lostRecords = new Counter({
  name: 'cruddur_consumer_lost_records_total',
  help: 'Records that Kafka deleted before the group had read them',
  labelNames: ['consumer', 'topic'] as const,
});

const held = new Gauge({
  name: 'cruddur_consumer_held_records',
  help: 'Records that were read and wait, to take effect together with others of their kind',
  labelNames: ['consumer'] as const,
});

type Outcome = 'handled' | 'passed_over' | 'dead_lettered';

/** What one consumer does, in the metrics of its process. */
export class ConsumerMetrics {
  constructor(private readonly consumer: string) {}

  /** From zero on, so that the first dead letter or loss is a rise, which an alert can see. */
  begin(pattern: string, topic: string): void {
    for (const outcome of ['handled', 'passed_over', 'dead_lettered'] as const) this.count(pattern, outcome, 0);
    lostRecords.inc({ consumer: this.consumer, topic }, 0);
    this.held(0);
  }

  count(topic: string, outcome: Outcome, records: number): void {
    consumedRecords.inc({ consumer: this.consumer, topic, outcome }, records);
  }

  held(records: number): void {
    held.set({ consumer: this.consumer }, records);
  }

  lost({ topic, from, to }: LostRecords): void {
    lostRecords.inc({ consumer: this.consumer, topic }, Number(to - from));
  }

  /** `before` are the partitions of the last time; one that another member has now is no longer told here. */
  lag(partitions: WaitingPartition[], before: WaitingPartition[]): void {
    const { consumer } = this;
    for (const { topic, partition } of before) lag.remove({ consumer, topic, partition });
    for (const { topic, partition, lag: records } of partitions) {
      lag.set({ consumer, topic, partition }, Number(records));
    }
  }
}
