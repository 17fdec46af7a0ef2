export * from './acting-service';
export * from './logging.module';
