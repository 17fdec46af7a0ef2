export * from './clusters';
export * from './controls';
export * from './direction';
export * from './identity';
export * from './length';
export * from './lines';
export * from './preview';
export * from './visible';
