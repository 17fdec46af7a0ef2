export * from './domain-error';
export * from './error-codes';
export * from './error-fields';
export * from './programming-error';
export * from './failure-of';
export * from './schema-messages';
