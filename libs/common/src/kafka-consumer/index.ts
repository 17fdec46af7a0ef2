export type { BatchConsumerOptions } from './batch-consumer-options';
export { BatchConsumerStrategy } from './batch-consumer.strategy';
export * from './connect-batch-consumer';
export * from './create-batch-consumer';
export { GroupMember } from './group-member';
export { withHeartbeats } from './heartbeats';
export { type Joining, LeadingAndTrailing } from './leading-and-trailing';
export { EventSubscription, SUBSCRIPTION, TakesEvents } from './takes-events';
