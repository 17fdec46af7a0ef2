export * from './create-service';
export * from './run-service';
export * from './start-or-end';
export * from './watchdog';
