export * from './check-request';
export * from './parse-request';
