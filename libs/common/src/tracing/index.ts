export * from './acting-service';
export * from './correlation';
export * from './event-spans';
export * from './on-nobodys-behalf';
export * from './spans';
export * from './traceparent';
