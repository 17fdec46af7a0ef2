import './quiet-kafkajs';
import './record-encoding';
import { Kafka, logLevel, type RetryOptions } from 'kafkajs';
import { createClientLog } from './client-log';
import { connectionSecurity, type SecuredConfig } from './connection-security';

export interface KafkaConfig extends SecuredConfig {
  KAFKA_BROKERS: string[];
}

/** What is made of such a connection, for those who read or write without a `BatchConsumerStrategy`. */
export type { Admin, EachBatchPayload, KafkaMessage, Producer } from 'kafkajs';

/** A connection to Kafka, for the parts of this folder. */
export type KafkaClient = Kafka;

/** The token of an app's `KafkaClient`. */
export const KAFKA = Symbol('KAFKA');

const WITHOUT_END: RetryOptions = { retries: 1_000_000, initialRetryTime: 100, maxRetryTime: 1_000 };

/** For a caller that holds something meanwhile, and would rather release it and begin again. */
export const A_FEW_TIMES: RetryOptions = { retries: 2, initialRetryTime: 100, maxRetryTime: 1_000 };

/**
 * A client that outlives its brokers: the reconnect loop follows the client's own retry setting (a producer's or
 * consumer's has no part in it), so it is endless unless told otherwise, and at most a second apart.
 */
export function createKafka(config: KafkaConfig, clientId: string, retry = WITHOUT_END): KafkaClient {
  return new Kafka({
    clientId,
    brokers: config.KAFKA_BROKERS,
    ...connectionSecurity(config),
    retry,
    logLevel: logLevel.WARN,
    logCreator: () => createClientLog(),
  });
}
