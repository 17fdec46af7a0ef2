import { randomUUID } from 'node:crypto';
import { DEMO_USERS } from '../../apps/users/src/admin/demo-users';
import { eventually } from '../support/eventually';
import { range } from '../support/range';
import { ask } from '../support/contract/documented-fetch';
import { RestClient } from '../support/rest-client';
import { linesOfRequest, type LogLine, logOf, relayHasComeToTheStream } from '../support/service-logs';
import { APPS, startStack, type TestStack } from '../support/stack';
import { type SpanTree, TraceCollector } from '../support/trace-collector';

const TEXT = 'Zathras warned, but no one listens';
/** A stop that waited for a stuck collector would take as long as an export may. */
const [EXPORT_LIMIT_MS, STOP_LIMIT_MS] = [20_000, 12_000];

const span = (service: string, name: string, ...children: SpanTree[]): SpanTree => ({ service, name, children });

/** From the request to the rows, whichever process does it. */
const TRACE_OF_A_MESSAGE = span(
  'gateway',
  'POST /api/messages',
  span(
    'gateway',
    'POST messages',
    span(
      'messages',
      'POST /conversations',
      span('messages', 'DynamoDB PutItem'),
      span('messages', 'GET users', span('users', 'GET /users/by-handle/:handle', span('users', 'Postgres'))),
      span(
        'stream-relay',
        'publish cruddur.messages',
        span(
          'group-projector',
          'process cruddur.messages',
          span('group-projector', 'DynamoDB UpdateItem'),
          span('group-projector', 'DynamoDB UpdateItem'),
        ),
      ),
    ),
  ),
);

/** From the change of a user to those who read of it. */
const READERS_OF_A_RENAME: unknown[] = [
  expect.objectContaining({ service: 'gateway', name: 'process cruddur.users' }),
  {
    ...span('messages', 'process cruddur.users'),
    children: expect.arrayContaining([
      span('messages', 'DynamoDB GetItem'),
      span('messages', 'DynamoDB Query'),
      span('messages', 'DynamoDB UpdateItem'),
    ]) as SpanTree[],
  },
];

/** Each reads of it at least once. */
const TRACE_OF_A_RENAME: SpanTree = {
  ...span('users', 'publish cruddur.users'),
  children: expect.arrayContaining(READERS_OF_A_RENAME) as SpanTree[],
};

/** Whether somebody may write is asked once in some seconds, so that it is in one trace and not in the next. */
const withoutRules = ({ children, ...tree }: SpanTree): SpanTree => ({
  ...tree,
  children: children.filter(({ name }) => name !== 'DynamoDB BatchGetItem').map(withoutRules),
});

const withAllBelow = (tree: SpanTree): SpanTree[] => [tree, ...tree.children.flatMap(withAllBelow)];

describe('a collector', () => {
  let collector: TraceCollector;
  let stack: TestStack;
  let token: string;
  let andrew: RestClient;

  beforeAll(async () => {
    collector = await new TraceCollector().start();
    const tracing = {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_TIMEOUT: String(EXPORT_LIMIT_MS),
      OTEL_BSP_SCHEDULE_DELAY: '200',
    };
    // Who andrew is has no part in a trace once it is remembered.
    const remembering = { IDENTITY_CACHE_SECONDS: '3600' };
    stack = await startStack({ environment: { ...tracing, ...remembering, LOG_LEVEL: 'debug' } });
    token = await stack.token('andrewbrown');
    andrew = new RestClient(stack.gatewayUrl, token);
    await andrew.start('bayko', TEXT);
    await eventually(() => relayHasComeToTheStream(stack.logs));
  });
  afterAll(async () => {
    await andrew.close();
    await stack.stop();
    await collector.stop();
  });

  const send = async (): Promise<string> => String((await andrew.start('bayko', TEXT)).headers['x-request-id']);

  const traceIdsOf = async (requestId: string): Promise<unknown[][]> => {
    const lines = await linesOfRequest(stack.logs, requestId);
    return APPS.map((app) => [...new Set(lines[app].map(({ trace_id }) => trace_id))]);
  };

  it('gets one trace of a message, from POST to its rows, through all five services', async () => {
    const requestId = await send();
    await eventually(async () => {
      const traceIds = await traceIdsOf(requestId);
      const [[ofGateway]] = traceIds as [[string]];
      expect(withoutRules(collector.tree(ofGateway))).toEqual(TRACE_OF_A_MESSAGE);
      expect(traceIds).toEqual(APPS.map(() => [ofGateway]));
    });
  });

  it('gets one trace of each message, however many the projector takes together', async () => {
    await stack.kill('group-projector', 'SIGTERM');
    const requestIds = await Promise.all(range(5).map(send));
    await stack.start('group-projector');
    await eventually(async () => {
      for (const requestId of requestIds) {
        const traceIds = new Set((await traceIdsOf(requestId)).flat());
        expect(traceIds.size).toBe(1);
        const spans = collector.spans.filter(({ traceId }) => traceIds.has(traceId));
        expect(spans.map(({ service, name }) => `${service}: ${name}`)).toContain(
          'group-projector: process cruddur.messages',
        );
      }
    });
  });

  it('gets one trace of a new name, from POST to those who read of it', async () => {
    // The gateway reads on from when it has joined its group, and may have missed the first.
    await eventually(async () => {
      const { headers } = await andrew.updateProfile({ display_name: TEXT, bio: randomUUID() });
      await eventually(async () => {
        const [[ofGateway]] = (await traceIdsOf(String(headers['x-request-id']))) as [[string]];
        const tree = collector.tree(ofGateway);
        expect(tree).toMatchObject({ service: 'gateway', name: 'POST /api/profile/update' });
        expect(withAllBelow(tree)).toContainEqual(TRACE_OF_A_RENAME);
      }, 15_000);
    }, 60_000);
  });

  it('continues the trace of a caller who has one', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    await ask(`${stack.gatewayUrl}/api/users/@bayko/short`, {
      headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
    });
    await eventually(() =>
      expect(collector.spans.filter((each) => each.traceId === traceId).map(({ name }) => name)).toEqual(
        expect.arrayContaining(['GET /api/users/@:handle/short', 'GET /users/by-handle/:handle']),
      ),
    );
  });

  it('gets nothing of what was written, nobody’s name and no token', () => {
    const all = JSON.stringify(collector.spans);
    for (const { handle, email, displayName } of DEMO_USERS) {
      for (const secret of [handle, email, displayName]) expect(all).not.toContain(secret);
    }
    expect(all).not.toContain(TEXT);
    expect(all).not.toContain(token);
  });

  it('gets no spans of probes and of what services do by themselves', () => {
    expect(collector.spans.filter(({ name }) => /health|Scan|GetRecords/.test(name))).toEqual([]);
  });

  it('that takes spans and does not answer holds up neither requests nor a stop', async () => {
    collector.isStuck = true;
    const answers = await Promise.all(range(20).map(() => andrew.start('bayko', TEXT)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    const since = performance.now();
    expect(await stack.kill('gateway', 'SIGTERM')).toBe('ended by itself with code 0');
    expect(performance.now() - since).toBeLessThan(STOP_LIMIT_MS);
    await stack.start('gateway');
  });

  it('that is away is logged once a minute', async () => {
    await collector.stop();
    await Promise.all(range(20).map(send));
    const toldAt = async () =>
      (await logOf(stack.logs, 'messages'))
        .filter((line) => line.includes('spans are lost'))
        .map((line) => Date.parse((JSON.parse(line) as LogLine).time));
    await eventually(async () => expect(await toldAt()).not.toEqual([]));
    await Promise.all(range(20).map(send));
    const times = await toldAt();
    expect(times.filter((time, i) => time - (times[i - 1] ?? 0) < 30_000)).toEqual([]);
  });
});
