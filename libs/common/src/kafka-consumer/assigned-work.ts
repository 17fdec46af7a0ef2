import type { PartitionWork } from './partition-work';

/** The work on the partitions that a member has, from one sharing out to the next. */
export class AssignedWork {
  private readonly partitions = new Map<string, PartitionWork>();

  constructor(private readonly begin: (topic: string, partition: number) => PartitionWork) {}

  on(topic: string, partition: number): PartitionWork {
    const name = `${topic}/${partition}`;
    const work = this.partitions.get(name) ?? this.begin(topic, partition);
    this.partitions.set(name, work);
    return work;
  }

  async flush(): Promise<void> {
    await Promise.all([...this.partitions.values()].map((work) => work.flush()));
  }

  async giveUp(reason: Error): Promise<void> {
    await Promise.all([...this.partitions.values()].map((work) => work.giveUp(reason)));
  }
}
