export * from './batch-consumer.strategy';
export * from './client';
export * from './connect-batch-consumer';
export { createTopics } from './create-topics';
export { withAdvice } from './connection-advice';
export * from './dead-letter-queue';
export { Outages } from './outages';
export { type PartitionPosition, positionsOf } from './partition-position';
