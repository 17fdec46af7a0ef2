export * from './config-error';
export * from './duration';
export * from './kafka-security';
export * from './load-config';
export * from './readable-file';
export { addRule } from './rules';
export * from './variables';
