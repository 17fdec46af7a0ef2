export * from './clients';
export * from './lean';
