import { type AllInOneStack, startAllInOne } from '../support/all-in-one-stack';
import { eventually } from '../support/eventually';
import { expectedRow, Ledger, readAll, rowOf } from '../support/ledger';
import { range } from '../support/range';
import { ask } from '../support/contract/documented-fetch';
import { RestClient } from '../support/rest-client';
import { type LogLine, logLines } from '../support/service-logs';
import { messageUuidsOnTopic } from '../support/topic-contents';
import { type CollectedSpan, TraceCollector } from '../support/trace-collector';

const SERVICES = ['gateway', 'messages', 'users', 'stream-relay', 'group-projector'];
const WRITERS = 8;
const SENDS = 200;

describe('all five services in one process', () => {
  let collector: TraceCollector;
  let stack: AllInOneStack;
  let andrew: RestClient;
  let bayko: RestClient;

  beforeAll(async () => {
    collector = await new TraceCollector().start();
    stack = await startAllInOne({ environment: { LOG_LEVEL: 'debug', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url } });
    andrew = new RestClient(stack.gatewayUrl, await stack.token('andrewbrown'));
    bayko = new RestClient(stack.gatewayUrl, await stack.token('bayko'));
  });
  afterAll(async () => {
    await Promise.all([andrew, bayko].map((client) => client.close()));
    await stack.stop();
    await collector.stop();
  });

  const aConversation = async (): Promise<string> =>
    (await andrew.start('bayko', 'Hello there')).body.message_group_uuid;

  const bothListsAreRight = async (groupUuid: string): Promise<void> => {
    const messages = await readAll(andrew, groupUuid);
    expect(messages.map(({ number }) => number)).toEqual(range(messages.length).map((i) => i + 1));
    await eventually(async () => {
      expect(rowOf((await andrew.groups()).body, groupUuid)).toEqual(expectedRow(groupUuid, messages, 'andrewbrown'));
      expect(rowOf((await bayko.groups()).body, groupUuid)).toEqual(expectedRow(groupUuid, messages, 'bayko'));
    });
  };

  /** Sends until all are accepted, while `disturb` stops and starts the process once a quarter is. */
  async function disturbed(disturb: () => Promise<void>): Promise<void> {
    const groupUuid = await aConversation();
    const before = (await readAll(andrew, groupUuid)).length;
    const ledger = new Ledger();
    const todo = range(SENDS);
    const write = async (): Promise<void> => {
      for (let i = todo.shift(); i !== undefined; i = todo.shift()) {
        const [client, handle] = i % 2 ? ([andrew, 'andrewbrown'] as const) : ([bayko, 'bayko'] as const);
        await ledger.send(client, handle, groupUuid, `m${i}`);
      }
    };
    const disturbance = eventually(() => {
      if (ledger.accepted.length < SENDS / 4) throw new Error('not yet');
    }).then(disturb);
    await Promise.all([disturbance, ...range(WRITERS).map(write)]);

    const stored = new Map((await readAll(andrew, groupUuid)).map(({ uuid, number }) => [uuid, number]));
    expect(ledger.accepted.filter(({ uuid, number }) => stored.get(uuid) !== number)).toEqual([]);
    expect(stored.size).toBe(before + SENDS);
    await bothListsAreRight(groupUuid);
    await eventually(async () => {
      const published = await messageUuidsOnTopic(stack.environment);
      expect(ledger.accepted.filter(({ uuid }) => !published.has(uuid))).toEqual([]);
    });
  }

  it('take a message from POST to both members’ lists', async () => {
    const groupUuid = await aConversation();
    const { status, body } = await bayko.send(groupUuid, 'General Kenobi');
    expect([status, body.message]).toEqual([200, 'General Kenobi']);
    await bothListsAreRight(groupUuid);
    const { headers } = await andrew.messages(groupUuid, '?limit=1');
    expect(headers['link']).toMatch(/rel="prev"/);
  });

  it('answer a refusal of an inner service with its code', async () => {
    const unknown = '00000000-0000-5000-8000-000000000000';
    const [{ status, body }, start] = [await andrew.messages(unknown), await andrew.start('nobody-of-that-name', 'Hi')];
    expect([status, body]).toEqual([404, ['message_group_not_found']]);
    expect(start.status).toBe(422);
  });

  it('show a new name in the lists of others', async () => {
    const groupUuid = await aConversation();
    expect((await bayko.updateProfile({ display_name: 'Bayko the Second' })).status).toBe(200);
    await eventually(async () => {
      const { body } = await andrew.groups();
      expect(body.find(({ uuid }) => uuid === groupUuid)?.display_name).toBe('Bayko the Second');
    });
  });

  it('tell which of them writes a line, under the id of the request', async () => {
    const groupUuid = await aConversation();
    const { headers } = await andrew.send(groupUuid, 'Who goes there?');
    await eventually(async () => {
      const lines = (await logLines(stack.process.logFile)).filter(
        ({ request_id: id }) => id === headers['x-request-id'],
      );
      const services = new Set(lines.map(({ service }) => service));
      expect(services).toEqual(new Set(['gateway', 'messages', 'stream-relay', 'group-projector']));
      expect(lines).toContainEqual(routeLine('gateway', '/api/messages'));
      expect(lines).toContainEqual(routeLine('messages', '/conversations/:group/messages'));
      expect(lines.filter(({ aborted }) => aborted)).toEqual([]);
    });
  });

  it('make one trace of a message, whose spans name the service', async () => {
    const { headers } = await andrew.start('londo', 'Good afternoon, Ambassador');
    await eventually(async () => {
      const lines = await logLines(stack.process.logFile);
      const { trace_id: trace } = lines.find(({ request_id: id }) => id === headers['x-request-id'])!;
      expect(collector.tree(trace!)).toMatchObject({ service: 'all-in-one', name: 'POST /api/messages' });
      const services = collector.spans.filter(({ traceId }) => traceId === trace).map(serviceOf);
      expect(new Set(services)).toEqual(new Set(SERVICES));
    });
  });

  it('open the gateway’s two ports and no other', async () => {
    const { MESSAGES_PORT, USERS_PORT, STREAM_RELAY_PORT, GROUP_PROJECTOR_PORT, MESSAGES_METRICS_PORT } = stack.ports;
    const inner = [MESSAGES_PORT, USERS_PORT, STREAM_RELAY_PORT, GROUP_PROJECTOR_PORT, MESSAGES_METRICS_PORT];
    for (const port of inner) await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow();
    expect((await ask(new URL('/metrics', stack.gatewayUrl))).status).toBe(404);
  });

  it('tell their health by service and part', async () => {
    expect(await (await ask(new URL('/health/ready', stack.gatewayUrl))).json()).toEqual({ status: 'ok' });
    const { status, checks } = (await (await fetch(new URL('/health/ready', stack.metricsUrl))).json()) as {
      status: string;
      checks: Record<string, string>;
    };
    expect(status).toBe('ok');
    expect(new Set(Object.keys(checks).map((part) => part.split('.')[0]))).toEqual(new Set(SERVICES));
    expect(checks).toMatchObject({ 'gateway.messages': 'ok', 'users.postgres': 'ok', 'stream-relay.kafka': 'ok' });
  });

  it('tell metrics by service, and those of the process once', async () => {
    const text = await (await fetch(stack.metricsUrl)).text();
    const lines = text.split('\n');
    const starting = (name: string): string[] => lines.filter((line) => line.startsWith(name));
    expect(starting('cruddur_process_start_time_seconds ')).toHaveLength(1);
    expect(new Set(starting('# TYPE ')).size).toBe(starting('# TYPE ').length);
    for (const service of SERVICES) {
      expect(starting(`cruddur_part_works{`).some((line) => line.includes(`service="${service}"} 1`))).toBe(true);
    }
    expect(text).toMatch(
      /^cruddur_http_request_duration_seconds_count{method="POST",route="\/conversations\/:group\/messages",status="2xx",service="messages"} [1-9]/m,
    );
    expect(text).not.toContain('status="aborted"');
    expect(text).toMatch(/^cruddur_end_to_end_seconds_bucket{le="\+Inf",service="group-projector"} [1-9]/m);
  });

  it('end with 0 on SIGTERM under load, and nothing that was answered with 200 is lost', async () => {
    await disturbed(async () => {
      expect(await stack.process.kill('SIGTERM')).toBe('ended by itself with code 0');
      await stack.process.start();
    });
  });

  it('go on after SIGKILL under load', async () => {
    await disturbed(async () => {
      expect(await stack.process.kill('SIGKILL')).toBe('ended by SIGKILL');
      await stack.process.start();
    });
  });
});

const routeLine = (service: string, route: string): LogLine =>
  expect.objectContaining({ service, route, status: 200 }) as LogLine;

const serviceOf = ({ attributes }: CollectedSpan): unknown =>
  attributes.find(({ key }) => key === 'cruddur.service')?.value['stringValue'];
