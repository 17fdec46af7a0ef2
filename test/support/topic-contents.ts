import { randomUUID } from 'node:crypto';
import type { KafkaMessage } from 'kafkajs';
import { decodeCloudEvent, MESSAGE_EVENT_DATA, MESSAGE_SENT, TOPICS } from '@app/common/events';
import { createKafka } from '@app/common/kafka';
import type { Environment } from '@app/common/config';

/** All records that a topic of these services holds now. */
export async function recordsOnTopic(environment: Environment, name: string): Promise<KafkaMessage[]> {
  const topic = (environment['KAFKA_TOPIC_PREFIX'] ?? '') + name;
  const kafka = createKafka({ KAFKA_BROKERS: environment['KAFKA_BROKERS']!.split(',') }, 'topic-contents');
  const admin = kafka.admin();
  await admin.connect();
  const offsets = await admin.fetchTopicOffsets(topic);
  const ends = new Map(offsets.map(({ partition, high }) => [partition, BigInt(high)]));
  await admin.disconnect();

  const records: KafkaMessage[] = [];
  const unread = new Set(offsets.filter(({ low, high }) => low !== high).map(({ partition }) => partition));
  if (unread.size === 0) return records;
  const consumer = kafka.consumer({ groupId: `topic-contents-${randomUUID()}` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    consumer
      .run({
        autoCommit: false,
        eachMessage: ({ partition, message }) => {
          records.push(message);
          if (BigInt(message.offset) + 1n >= ends.get(partition)!) unread.delete(partition);
          if (unread.size === 0) resolve();
          return Promise.resolve();
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
  return records;
}

/** The uuids of all messages that the topic holds now, read from its beginning. */
export async function messageUuidsOnTopic(environment: Environment): Promise<Set<string>> {
  const records = await recordsOnTopic(environment, TOPICS.messages);
  const events = records.map((record) => decodeCloudEvent(record, MESSAGE_EVENT_DATA));
  return new Set(events.flatMap((event) => (event?.type === MESSAGE_SENT ? [event.data.message_uuid] : [])));
}
