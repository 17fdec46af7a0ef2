import './quiet-kafkajs';
import { Kafka, logLevel } from 'kafkajs';
import { withAdmin } from './with-admin';

/** A round trip that only a working broker answers, by a connection of its own, within the time limit. */
export async function probeBrokers(brokers: string[], timeLimitMs: number): Promise<void> {
  const kafka = new Kafka({
    clientId: 'cruddur-probe',
    brokers,
    connectionTimeout: timeLimitMs,
    requestTimeout: timeLimitMs,
    retry: { retries: 0 },
    logLevel: logLevel.NOTHING,
  });
  await withAdmin(kafka, (admin) => admin.describeCluster());
}
