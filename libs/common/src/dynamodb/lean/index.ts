export * from './attributes';
export * from './errors';
export * from './lean-client';
export * from './lean-streams-client';
export * from './read-attributes';
export type { DynamoDbConfig } from './place';
export * from './failures';
export * from './request-meter';
