import { Logger } from '@nestjs/common';
import type { Kafka, RetryOptions } from 'kafkajs';
import { loadConfig } from '../../src/config';
import { kafkaVariables } from '../../src/config/variables';
import { createKafka, createTopics } from '../../src/kafka';
import { describeWith } from '../../../../test/support/describe-with';
import { eventually } from '../../../../test/support/eventually';
import { KAFKA_PASSWORD, SecuredKafka } from '../../../../test/support/secured-kafka';

const NO_RETRY = { retries: 0 };
/** Three runs of Java and a broker's start. */
const SET_UP_LIMIT_MS = 300_000;

describeWith(['java', 'mvn', 'openssl'], 'a Kafka that wants TLS and a password', () => {
  let secured: SecuredKafka;
  const lines: string[] = [];

  beforeAll(async () => {
    const write = (line: string): number => lines.push(line);
    Logger.overrideLogger({ log: write, warn: write, error: write });
    secured = await SecuredKafka.start(['admin']);
  }, SET_UP_LIMIT_MS);
  beforeEach(() => void (lines.length = 0));
  afterAll(() => secured.remove());

  const client = (differences: Record<string, string>, retry?: RetryOptions): Kafka => {
    const config = loadConfig(kafkaVariables, {
      KAFKA_BROKERS: secured.brokers,
      KAFKA_SSL: 'true',
      KAFKA_SSL_CA_FILE: secured.authority,
      KAFKA_SASL_MECHANISM: 'scram-sha-512',
      KAFKA_SASL_USERNAME: 'admin',
      KAFKA_SASL_PASSWORD: KAFKA_PASSWORD,
      ...differences,
    });
    return createKafka(config, 'test', retry);
  };

  /** By a new client each time, until the refusal is no longer that a connection took too long. */
  const expectRefusal = (differences: Record<string, string>, reason: RegExp) =>
    eventually(async () => {
      const admin = client(differences, NO_RETRY).admin();
      const refusal = admin.connect().finally(() => admin.disconnect());
      await expect(refusal).rejects.toThrow(reason);
    });

  it.each(['scram-sha-256', 'scram-sha-512'])(
    'exchanges records with a client that signs in by %s',
    async (mechanism) => {
      const kafka = client({ KAFKA_SASL_MECHANISM: mechanism });
      const topic = `secured-${mechanism}`;
      const [admin, producer, consumer] = [kafka.admin(), kafka.producer(), kafka.consumer({ groupId: topic })];
      await Promise.all([admin.connect(), producer.connect()]);
      await createTopics(admin, [{ topic }]);
      await producer.send({ topic, messages: [{ value: 'a secret' }] });
      const read: string[] = [];
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
      await consumer.run({ eachMessage: ({ message }) => Promise.resolve(void read.push(String(message.value))) });
      await eventually(() => expect(read).toEqual(['a secret']));
      await Promise.all([admin.disconnect(), producer.disconnect(), consumer.disconnect()]);
    },
  );

  it('refuses a wrong password, and the log names the variables to look at', async () => {
    await expectRefusal({ KAFKA_SASL_PASSWORD: 'wrong-password' }, /SASL .* authentication failed/);
    expect(lines).toContainEqual(
      expect.stringMatching(
        /authentication failed.*\(see KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD\)$/,
      ),
    );
    expect(lines.join()).not.toContain('wrong-password');
  });

  it('is not trusted when another authority was expected, and the log names the variable to look at', async () => {
    await expectRefusal({ KAFKA_SSL_CA_FILE: secured.otherAuthority }, /certificate/);
    expect(lines).toContainEqual(expect.stringMatching(/certificate.*\(see KAFKA_SSL_CA_FILE\)$/));
  });
});
