import { randomUUID } from 'node:crypto';
import { decodeCloudEvent, MESSAGE_EVENT_DATA, MESSAGE_SENT, TOPICS } from '@app/common/events';
import { createKafka } from '@app/common/kafka';
import type { Environment } from '@app/common/config';

/** The uuids of all messages that the topic holds now, read from its beginning. */
export async function messageUuidsOnTopic(environment: Environment): Promise<Set<string>> {
  const topic = (environment['KAFKA_TOPIC_PREFIX'] ?? '') + TOPICS.messages;
  const kafka = createKafka({ KAFKA_BROKERS: environment['KAFKA_BROKERS']!.split(',') }, 'topic-contents');
  const admin = kafka.admin();
  await admin.connect();
  const ends = new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, BigInt(high)]));
  await admin.disconnect();

  const uuids = new Set<string>();
  const consumer = kafka.consumer({ groupId: `topic-contents-${randomUUID()}` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const unread = new Set([...ends].filter(([, end]) => end > 0n).map(([partition]) => partition));
  await new Promise<void>((resolve, reject) => {
    if (unread.size === 0) return resolve();
    consumer
      .run({
        autoCommit: false,
        eachMessage: ({ partition, message }) => {
          const event = decodeCloudEvent(message, MESSAGE_EVENT_DATA);
          if (event?.type === MESSAGE_SENT) uuids.add(event.data.message_uuid);
          if (BigInt(message.offset) + 1n >= ends.get(partition)!) unread.delete(partition);
          if (unread.size === 0) resolve();
          return Promise.resolve();
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
  return uuids;
}
