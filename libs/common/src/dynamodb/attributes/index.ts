export * from './attributes';
export * from './read-attributes';
