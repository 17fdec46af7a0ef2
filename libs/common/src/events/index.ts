export * from './cloud-event';
export * from './message-events';
export * from './topics';
export * from './user-events';
