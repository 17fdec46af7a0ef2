export * from './passing-failure';
