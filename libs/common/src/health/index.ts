export * from './as-remark';
export * from './health-checks';
export * from './health.controller';
export * from './readiness';
