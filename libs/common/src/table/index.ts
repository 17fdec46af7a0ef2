export * from './attributes';
export * from './definition';
export * from './items';
export * from './keys';
export * from './read-changes';
export * from './read-items';
export * from './stored-items';
