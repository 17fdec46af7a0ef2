export * from './errors';
export * from './failures';
