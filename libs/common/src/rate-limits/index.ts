export * from './use-counter';
export * from './limited-use';
export * from './rate-limit';
export * from './table';
export * from './variables';
