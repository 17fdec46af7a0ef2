export * from './http-metrics';
export * from './metrics-server';
export * from './metrics-text';
export * from './serve-metrics';
