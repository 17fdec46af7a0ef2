export * from './messages-api';
export * from './people';
export * from './users-api';
