export * from './members-at';
