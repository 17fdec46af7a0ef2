import type { Admin } from 'kafkajs';
import type { KafkaClient } from './client';

/** Lends a connection for administration. */
export async function withAdmin<Answer>(kafka: KafkaClient, work: (admin: Admin) => Promise<Answer>): Promise<Answer> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}
