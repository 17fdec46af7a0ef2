import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CruddurClient } from '@cruddur/client';
import { encodeCloudEvent, MESSAGE_SENT, TOPICS } from '@app/common/events';
import { createKafka, RecordSender } from '@app/common/kafka';
import { PROJECT_ROOT } from '../../local-stack/settings/project';
import { type AllInOneStack, startAllInOne } from '../support/all-in-one-stack';
import { ask } from '../support/contract/documented-fetch';
import { documentedTopics } from '../support/documented-topics';
import { eventually } from '../support/eventually';
import { messageUuidsOnTopic } from '../support/topic-contents';

describe('what is on the topics', () => {
  let stack: AllInOneStack;
  let andrew: CruddurClient;

  beforeAll(async () => {
    stack = await startAllInOne();
    andrew = new CruddurClient({ url: stack.gatewayUrl, token: () => stack.token('andrewbrown'), fetch: ask });
  });
  afterAll(() => stack.stop());

  const publish = async (topic: string, record: Parameters<RecordSender['send']>[1]): Promise<void> => {
    const { KAFKA_BROKERS, KAFKA_TOPIC_PREFIX } = stack.environment;
    const sender = new RecordSender(createKafka({ KAFKA_BROKERS: KAFKA_BROKERS!.split(',') }, 'documented-topics'));
    await sender.connect();
    await sender.send(`${KAFKA_TOPIC_PREFIX}${topic}`, record);
    await sender.close();
  };

  it('is as docs/asyncapi.yaml says', async () => {
    const { message_group_uuid } = await andrew.send({ handle: 'bayko', message: 'Good morning' });
    await andrew.send({ message_group_uuid, message: 'How are you?' });
    // Of what is changed before it is published, a relay that begins may tell the later text.
    await eventually(async () => expect((await messageUuidsOnTopic(stack.environment)).size).toBe(2), 60_000);
    await andrew.editMessage({ message_group_uuid, number: 1, body: { message: 'Good morning!' } });
    await andrew.react({ message_group_uuid, number: 1, emoji: '🦊' });
    await andrew.deleteMessage({ message_group_uuid, number: 2 });
    await andrew.updateProfile({ body: { display_name: 'Andrew B.' } });
    await eventually(async () => {
      const { kinds, faults } = await documentedTopics(stack.environment);
      expect(faults).toEqual([]);
      expect([...kinds]).toEqual(
        expect.arrayContaining([
          ...['conversation.started', 'message.sent', 'message.edited', 'message.reacted', 'message.deleted'],
          ...['user.registered', 'user.updated'],
        ]),
      );
    }, 60_000);
  });

  it('is told to a consumer of thirty lines, once', async () => {
    const consumer = spawn(process.execPath, [join(PROJECT_ROOT, 'examples/consumer/consumer.js')], {
      env: { ...process.env, ...stack.environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines: string[] = [];
    createInterface(consumer.stdout).on('line', (line) => lines.push(line));
    await eventually(() => expect(lines).toHaveLength(4), 60_000);
    await andrew.send({ handle: 'bayko', message: 'Still there?' });
    await eventually(() => expect(lines).toHaveLength(5), 60_000);
    consumer.kill('SIGTERM');
    expect(await once(consumer, 'exit')).toEqual([0, null]);
    expect(lines.filter((line) => line.includes('writes'))).toEqual([
      'andrewbrown writes: Good morning',
      'andrewbrown writes: How are you?',
      'andrewbrown writes: Still there?',
    ]);
    expect(lines.filter((line) => line.includes(' is '))).toEqual([
      'message 1 is now: Good morning!',
      'message 2 is deleted',
    ]);
  });

  it('is kept as a dead letter where it is not so', async () => {
    const event = {
      id: 'a/1',
      source: '/test',
      type: MESSAGE_SENT,
      time: '2026-01-02T03:04:05.678Z',
      subject: 'group',
    };
    await publish(TOPICS.messages, encodeCloudEvent({ ...event, data: { number: 'one' } }));
    await publish(TOPICS.users, { key: 'nobody', value: 'no JSON', headers: {} });
    await eventually(async () => {
      const { kinds, faults } = await documentedTopics(stack.environment);
      expect(kinds).toContain('dead-letter');
      expect(faults).toEqual([
        expect.stringMatching(/^cruddur\.messages: .*data\/number must be integer/),
        expect.stringMatching(/^cruddur\.users: nobody .*must have required property 'ce_id'/),
      ]);
    }, 60_000);
  });
});
