export * from './clients';
export * from './failures';
export * from './request-meter';
