export * from './http-metrics';
export * from './metrics-registry';
export * from './metrics.module';
export * from './metrics-server';
export * from './metrics-text';
export * from './process-metrics';
export * from './serve-metrics';
