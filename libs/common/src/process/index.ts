export * from './create-service';
export * from './run-service';
export * from './watchdog';
