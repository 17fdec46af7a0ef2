export * from './handle';
export * from './messages-api';
export * from './pages-beside';
export * from './people';
export * from './presented-changes';
export * from './presented-message';
export * from './presented-message-group';
export * from './users-api';
