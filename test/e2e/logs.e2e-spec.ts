import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { Partitioners } from 'kafkajs';
import { createDocumentClient } from '@app/common/dynamodb';
import { encodeCloudEvent, MESSAGE_SENT, TOPICS, USER_UPDATED } from '@app/common/events';
import { createKafka } from '@app/common/kafka';
import { messageKey } from '@app/common/table';
import { DEMO_PASSWORD, DEMO_USERS } from '../../apps/users/src/admin/demo-users';
import { eventually } from '../support/eventually';
import { range } from '../support/range';
import { ask } from '../support/contract/documented-fetch';
import { RestClient } from '../support/rest-client';
import { linesOfRequest, type LogLine, logOf, relayHasComeToTheStream } from '../support/service-logs';
import { type AppName, APPS, startStack, type TestStack } from '../support/stack';

/** In everything that somebody writes here, so that one look finds it wherever it leaks. */
const WRITTEN = 'Zathras';
const PASSWORD = 'pg-secret';
const DEAD_LETTER = 'lead-to-a-dead-letter';

/** What a person may write or be called, in a text of its own each time. */
const written = (): string => `${WRITTEN} ${randomUUID()}`;

const linesWith = (...lines: Partial<LogLine>[]): unknown =>
  expect.arrayContaining(lines.map((fields) => expect.objectContaining(fields) as unknown));

/** Lines, some of which may be there twice, and in any order. */
const WAY_OF_A_RENAME = {
  gateway: linesWith(
    { level: 'info', route: '/api/profile/update', status: 200 },
    { level: 'debug', event_type: USER_UPDATED },
  ),
  users: linesWith(
    { level: 'debug', route: '/users/:uuid/profile', status: 200 },
    { level: 'debug', event_type: USER_UPDATED },
  ),
  messages: linesWith({ level: 'debug', msg: 'names updated' }),
};

describe('the logs of all services at their most talkative', () => {
  const secrets = new Set([WRITTEN, PASSWORD, DEMO_PASSWORD]);
  const logs = new Map<AppName, string[]>();
  let stack: TestStack;
  let andrew: RestClient;
  let ofOneMessage: Record<AppName, LogLine[]>;
  let ofOneRename: Record<AppName, LogLine[]>;

  beforeAll(async () => {
    addPassword();
    stack = await startStack({ environment: { LOG_LEVEL: 'trace' } });
    for (const { handle, email, displayName } of DEMO_USERS)
      [handle, email, displayName].forEach((each) => secrets.add(each));
    const token = await stack.token('andrewbrown');
    secrets.add(token);
    andrew = new RestClient(stack.gatewayUrl, token);

    const groupUuid = (await andrew.start('bayko', written())).body.message_group_uuid;
    await eventually(() => relayHasComeToTheStream(stack.logs));
    await useAsMeant(groupUuid);
    await misuse(groupUuid, token);
    await misuseFromInside(groupUuid);
    await poisonTopic();
    await poisonTable();
    const { headers } = await andrew.start('bayko', written());
    ofOneMessage = await eventually(async () => {
      const lines = await linesOfRequest(stack.logs, String(headers['x-request-id']));
      for (const app of APPS) expect(lines[app]).not.toEqual([]);
      return lines;
    });
    // The gateway reads on from when it has joined its group, and may have missed the first.
    ofOneRename = await eventually(rename, 60_000);
    await eventually(async () => {
      expect((await deadLettered('group-projector')).length).toBeGreaterThanOrEqual(2);
      expect(await deadLettered('stream-relay')).not.toEqual([]);
    });
    await andrew.close();
    await stack.stop();
    for (const app of APPS) logs.set(app, await logOf(stack.logs, app));
  });

  /** Where Postgres trusts everybody, it takes a password as well. */
  function addPassword(): void {
    const url = new URL(process.env['DATABASE_URL']!);
    url.password ||= PASSWORD;
    process.env['DATABASE_URL'] = url.href;
  }

  async function useAsMeant(groupUuid: string): Promise<void> {
    await Promise.all(range(10).map(() => andrew.send(groupUuid, written())));
    for (const text of [written(), written()]) await andrew.send(groupUuid, text, 'key');
    await andrew.updateProfile({ display_name: written(), bio: written() });
    await Promise.all([andrew.messages(groupUuid), andrew.groups(), andrew.profile()]);
  }

  /** Until both who read of it have told so. */
  async function rename(): Promise<Record<AppName, LogLine[]>> {
    const { headers } = await andrew.updateProfile({ display_name: written() });
    return eventually(async () => {
      const lines = await linesOfRequest(stack.logs, String(headers['x-request-id']));
      expect(lines).toMatchObject(WAY_OF_A_RENAME);
      return lines;
    }, 15_000);
  }

  async function misuse(groupUuid: string, token: string): Promise<void> {
    const londo = new RestClient(stack.gatewayUrl, await stack.token('londo'));
    await londo.send(groupUuid, written());
    await londo.close();
    await andrew.send(groupUuid, ' ');
    await andrew.send(groupUuid, written().repeat(100));
    await andrew.start(WRITTEN, written());
    await andrew.updateProfile({ display_name: `${WRITTEN}\n${WRITTEN}` });
    const call = (path: string, authorization: string, init: RequestInit = {}) =>
      ask(stack.gatewayUrl + path, { ...init, headers: { 'content-type': 'application/json', authorization } });
    const mine = `Bearer ${token}`;
    await call('/api/messages', mine, { method: 'POST', body: `{"message": "${WRITTEN}` });
    await call('/api/messages', mine, { method: 'POST', body: JSON.stringify({ message: { text: WRITTEN } }) });
    await call('/api/messages', mine, { method: 'POST', body: JSON.stringify(WRITTEN.repeat(20_000)) });
    await call('/api/messages', `Bearer ${WRITTEN}.${WRITTEN}.${WRITTEN}`, { method: 'POST', body: '{}' });
    await call(`/api/messages?token=${token}`, `Bearer ${token.slice(0, -3)}`);
    await call(`/api/messages/%zz${WRITTEN}`, mine);
    await call(`/api/${WRITTEN}`, mine);
    await call(`/api/users/@${WRITTEN}/short`, '');
  }

  /** What no gateway lets through, as far as the stores. */
  async function misuseFromInside(groupUuid: string): Promise<void> {
    const post = (url: string, body: unknown) =>
      fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const { uuid } = (await andrew.profile()).body;
    const sender = { uuid, handle: WRITTEN, displayName: WRITTEN };
    const messages = `${stack.environment['MESSAGES_URL']}/conversations/${groupUuid}/messages`;
    const tooLarge = await post(messages, { sender, text: WRITTEN.repeat(65_000) });
    expect(tooLarge.status).toBe(500);
    await post(messages, { sender: WRITTEN, text: 7 });
    const signUp = { sub: randomUUID(), name: WRITTEN, email: DEMO_USERS[0].email, preferred_username: WRITTEN };
    await post(`${stack.environment['USERS_URL']}/2015-03-31/functions/cruddur-post-confirmation/invocations`, {
      triggerSource: 'PostConfirmation_ConfirmSignUp',
      request: { userAttributes: signUp },
    });
  }

  /** A record that is no event, and an event of a conversation that nobody knows. */
  async function poisonTopic(): Promise<void> {
    const { KAFKA_BROKERS, KAFKA_TOPIC_PREFIX } = stack.environment;
    const kafka = createKafka({ KAFKA_BROKERS: KAFKA_BROKERS!.split(',') }, 'test');
    const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    const group = randomUUID();
    const event = encodeCloudEvent({
      ...{ id: randomUUID(), source: '/test', type: MESSAGE_SENT, time: new Date().toISOString(), subject: group },
      requestid: DEAD_LETTER,
      data: { ...messageOf(group), number: 2 },
    });
    await producer.connect();
    await producer.send({
      topic: KAFKA_TOPIC_PREFIX + TOPICS.messages,
      messages: [event, { ...event, value: `{"message": "${WRITTEN}` }],
    });
    await producer.disconnect();
  }

  /** An item that is no message, though its key says so. */
  async function poisonTable(): Promise<void> {
    const documents = createDocumentClient({ ...stack.environment, AWS_REGION: 'us-east-1' });
    const group = randomUUID();
    const Item = {
      ...{ ...messageKey(group, 1), request_id: DEAD_LETTER },
      ...{ ...messageOf(group), number: WRITTEN },
    };
    await documents.send(new PutCommand({ TableName: stack.environment['TABLE_NAME'], Item }));
    documents.destroy();
  }

  const messageOf = (group: string) => ({
    ...{
      message_group_uuid: group,
      message_uuid: randomUUID(),
      message: written(),
      created_at: new Date().toISOString(),
    },
    ...{ user_uuid: randomUUID(), user_handle: WRITTEN, user_display_name: WRITTEN, member_uuids: [randomUUID()] },
  });

  const deadLettered = async (app: AppName): Promise<LogLine[]> =>
    (await linesOfRequest(stack.logs, DEAD_LETTER))[app].filter(({ level }) => level === 'error');

  it.each(APPS)('are one JSON object a line, which says when, who and how severe: %s', (app) => {
    const lines = logs.get(app)!.map((line) => JSON.parse(line) as LogLine);
    for (const { time, level, service } of lines) {
      expect({ service, level, isTime: new Date(time).toISOString() === time }).toEqual({
        service: app,
        level: expect.stringMatching(/^(trace|debug|info|warn|error)$/) as string,
        isTime: true,
      });
    }
  });

  it.each(APPS)('hold nothing that anybody has written or is called, no token and no password: %s', (app) => {
    const leaks = logs.get(app)!.filter((line) => [...secrets].some((secret) => line.includes(secret)));
    expect(leaks).toEqual([]);
  });

  it('tell the way of one message through all five services by its request id', () => {
    expect(ofOneMessage).toMatchObject({
      gateway: [{ level: 'info', route: '/api/messages', status: 200, user_uuid: expect.any(String) as string }],
      messages: [{ level: 'debug', route: '/conversations', status: 200 }],
      users: [{ level: 'debug', route: '/users/by-handle/:handle', status: 200 }],
      'stream-relay': [{ level: 'debug', event_type: MESSAGE_SENT }],
      'group-projector': [{ level: 'debug', msg: 'projected' }],
    });
  });

  it('tell the way of one new name by its request id, as far as those who read of it', () => {
    expect(ofOneRename).toMatchObject(WAY_OF_A_RENAME);
  });

  it('have errors with what leads to their cause, and the request that they go back to', () => {
    const lines = logs.get('messages')!.map((line) => JSON.parse(line) as LogLine & { err?: { cause?: object } });
    expect(lines.filter(({ level, err }) => level === 'error' && err)).toMatchObject([
      {
        request_id: expect.any(String) as string,
        err: { type: 'DomainError', cause: { type: 'ValidationException' } },
      },
    ]);
  });

  it('tell a request at info at the gateway alone', () => {
    for (const app of APPS) {
      const told = logs.get(app)!.map((line) => JSON.parse(line) as LogLine);
      const atInfo = told.filter(({ level, context }) => level === 'info' && context === 'Requests');
      expect({ app, count: atInfo.length }).toEqual({
        app,
        count: app === 'gateway' ? (expect.any(Number) as number) : 0,
      });
    }
  });

  it('tell no probe at info', () => {
    const lines = logs.get('gateway')!.map((line) => JSON.parse(line) as LogLine);
    const probes = lines.filter(({ route }) => String(route).startsWith('/health'));
    expect(new Set(probes.map(({ level }) => level))).toEqual(new Set(['debug']));
  });
});
