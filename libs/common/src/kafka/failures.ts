import {
  KafkaJSConnectionError,
  KafkaJSNumberOfRetriesExceeded,
  KafkaJSProtocolError,
  KafkaJSSASLAuthenticationError,
} from 'kafkajs';

const AWAY = [KafkaJSConnectionError, KafkaJSNumberOfRetriesExceeded, KafkaJSSASLAuthenticationError];
const TOO_LARGE = ['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE'];

/** Whether no broker answers, or none lets us in. */
export const isKafkaAway = (error: unknown): boolean => AWAY.some((kind) => error instanceof kind);

/** Whether a broker does not take what was sent for its size: no repetition will help. */
export const isTooLarge = (error: unknown): error is Error =>
  error instanceof KafkaJSProtocolError && TOO_LARGE.includes(error.type);
