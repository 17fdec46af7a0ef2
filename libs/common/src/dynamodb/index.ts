export * from './clients';
export * from './failures';
