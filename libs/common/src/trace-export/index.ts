export * from './tracing.module';
