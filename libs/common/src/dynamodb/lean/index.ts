export * from '../attributes';
export * from '../failures';
export * from './lean-client';
export * from './lean-streams-client';
export type { DynamoDbConfig } from './place';
export * from './request-meter';
