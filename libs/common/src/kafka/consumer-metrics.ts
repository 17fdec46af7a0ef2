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

/** What one consumer does, in the metrics of its process. */
export class ConsumerMetrics {
  constructor(private readonly consumer: string) {}

  /** From zero on, so that the first dead letter or loss is a rise, which an alert can see. */
  begin(pattern: string, topic: string): void {
    this.count(pattern, { all: 0, wanted: 0, dead: 0 });
    lostRecords.inc({ consumer: this.consumer, topic }, 0);
  }

  /** Counts the records of a batch: all of them, those for this consumer, and those among these that it gave up on. */
  count(topic: string, { all, wanted, dead }: { all: number; wanted: number; dead: number }): void {
    const { consumer } = this;
    consumedRecords.inc({ consumer, topic, outcome: 'handled' }, wanted - dead);
    consumedRecords.inc({ consumer, topic, outcome: 'passed_over' }, all - wanted);
    consumedRecords.inc({ consumer, topic, outcome: 'dead_lettered' }, dead);
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
