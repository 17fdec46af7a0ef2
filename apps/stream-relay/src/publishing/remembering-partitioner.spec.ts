import { randomUUID } from 'node:crypto';
import { Partitioners, type PartitionMetadata } from 'kafkajs';
import { rememberingPartitioner } from './remembering-partitioner';

const partitions = (count: number): PartitionMetadata[] =>
  Array.from({ length: count }, (_, partitionId) => ({
    ...{ partitionErrorCode: 0, partitionId, leader: 1, replicas: [1], isr: [1] },
  }));

describe('the partition of a key', () => {
  it('is the default one, the first time and later, also when the topic has got more partitions', () => {
    const [remembered, computed] = [rememberingPartitioner(), Partitioners.DefaultPartitioner()];
    const keys = Array.from({ length: 100 }, () => randomUUID());
    for (const count of [6, 6, 12, 6]) {
      for (const key of keys) {
        const args = { topic: 'topic', partitionMetadata: partitions(count), message: { key, value: '' } };
        expect(remembered(args)).toBe(computed(args));
      }
    }
  });
});
