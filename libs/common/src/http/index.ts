export * from './check-request';
export * from './close-waiting-answers';
export * from './follow-requests';
export * from './parse-request';
export * from './probe';
export * from './request-id';
export * from './route-of';
export * from './service-client';
