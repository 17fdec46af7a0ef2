export type { Activity } from './activity';
export { growingPauses } from './growing-pauses';
export { Loop } from './loop';
export { MONOTONIC_CLOCK, type MonotonicClock, monotonicClock } from './monotonic-clock';
export type { Outages } from './outages';
export { Patience } from './patience';
export { patienceProvider } from './patience-provider';
export { pause } from './pause';
export { settledWithin } from './settled-within';
