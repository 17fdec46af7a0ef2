import { Kafka, logLevel } from 'kafkajs';

const { KAFKA_BROKERS = 'localhost:9092', KAFKA_TOPIC_PREFIX = '' } = process.env;
const kafka = new Kafka({ clientId: 'example', brokers: KAFKA_BROKERS.split(','), logLevel: logLevel.ERROR });
const consumer = kafka.consumer({ groupId: `${KAFKA_TOPIC_PREFIX}example` });

const lines = {
  'com.cruddur.message.sent': ({ user_handle, message }) => `${user_handle} writes: ${message}`,
  'com.cruddur.message.edited': ({ number, message }) => `message ${number} is now: ${message}`,
  'com.cruddur.message.deleted': ({ number }) => `message ${number} is deleted`,
};
/** How far the messages and the changes of each conversation were told: an event may come twice. */
const told = new Map();

await consumer.connect();
await consumer.subscribe({ topic: `${KAFKA_TOPIC_PREFIX}cruddur.messages`, fromBeginning: true });
await consumer.run({
  eachMessage: async ({ message: { key, headers, value } }) => {
    const line = lines[headers.ce_type];
    const event = JSON.parse(value);
    const [sequence, place] = event.revision ? [`changes of ${key}`, event.revision] : [`${key}`, event.number];
    if (!line || place <= (told.get(sequence) ?? 0)) return;
    told.set(sequence, place);
    console.log(line(event));
  },
});
process.once('SIGTERM', () => consumer.disconnect());
