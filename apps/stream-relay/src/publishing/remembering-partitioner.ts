import { LRUCache } from 'lru-cache';
import { type ICustomPartitioner, Partitioners } from 'kafkajs';

/** Conversations that are written to at the same time. */
const MAX_KEYS = 10_000;

/** The default partition of each key, remembered: to compute it takes as long as to translate its record. */
export const rememberingPartitioner: ICustomPartitioner = () => {
  const partitionOf = Partitioners.DefaultPartitioner();
  const known = new LRUCache<string, number>({ max: MAX_KEYS });
  return (args) => {
    const key = `${args.partitionMetadata.length} ${String(args.message.key)}`;
    const partition = known.get(key) ?? partitionOf(args);
    known.set(key, partition);
    return partition;
  };
};
