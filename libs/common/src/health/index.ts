export * from './health-checks';
export * from './health.controller';
export * from './readiness';
export * from './remark-on-failure';
