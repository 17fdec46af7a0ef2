import { within } from '../support/length';
import { eventually } from '../../support/eventually';
import { expectedRow, Ledger, readAll, rowOf } from '../../support/ledger';
import { range } from '../../support/range';
import { type Answer, RestClient } from '../../support/rest-client';
import { type AppName, APPS, startStack, type TestStack } from '../../support/stack';
import { messageUuidsOnTopic } from '../../support/topic-contents';

const WRITERS = 8;
/** A supervisor waits no longer than 20 s. */
const GRACE_MS = within(10_000, 20_000);
const HANDLES = ['andrewbrown', 'bayko'] as const;

/** What a client may meet while a service is away: 503, or, where the gateway itself is away, no connection. */
function isRetryable(refusal: unknown, restarted: AppName): boolean {
  if (refusal instanceof Error) return restarted === 'gateway';
  return (refusal as Answer<unknown>).status === 503;
}

describe('a restart of one service after the other by SIGTERM, under load', () => {
  let stack: TestStack;
  let clients: RestClient[];
  let groupUuid: string;
  const ledger = new Ledger();
  let loading = true;
  let load: Promise<void>[];

  beforeAll(async () => {
    stack = await startStack();
    clients = await Promise.all(
      HANDLES.map(async (handle) => new RestClient(stack.gatewayUrl, await stack.token(handle))),
    );
    groupUuid = (await clients[0]!.start('bayko', 'hello')).body.message_group_uuid;
    load = range(WRITERS).map(async (writer) => {
      const i = writer % 2;
      for (let n = 0; loading; n += 1) await ledger.send(clients[i]!, HANDLES[i]!, groupUuid, `${writer} ${n}`);
    });
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.close()));
    await stack.stop();
  });

  const someMore = async (): Promise<void> => {
    const enough = ledger.accepted.length + 50;
    await eventually(() => expect(ledger.accepted.length).toBeGreaterThan(enough));
  };

  it.each([...APPS].toReversed())('ends %s with 0 in its grace time, and fails no request for good', async (app) => {
    await someMore();
    const before = ledger.refusals;
    const askedAt = performance.now();
    expect(await stack.kill(app, 'SIGTERM')).toBe('ended by itself with code 0');
    expect(performance.now() - askedAt).toBeLessThan(GRACE_MS);
    await stack.start(app);
    await someMore();
    expect(ledger.refused.slice(before).filter((refusal) => !isRetryable(refusal, app))).toEqual([]);
  });

  it('has lost nothing, and leaves every row exact', async () => {
    loading = false;
    await Promise.all(load);
    const messages = await readAll(clients[0]!, groupUuid);
    expect(messages.map(({ number }) => number)).toEqual(range(messages.length).map((i) => i + 1));
    const stored = new Set(messages.map(({ uuid }) => uuid));
    expect(ledger.accepted.filter(({ uuid }) => !stored.has(uuid))).toEqual([]);
    expect(messages).toHaveLength(ledger.accepted.length + 1);
    await eventually(async () => {
      const onTopic = await messageUuidsOnTopic(stack.environment);
      expect(messages.filter(({ uuid }) => !onTopic.has(uuid))).toEqual([]);
    });
    for (const [i, handle] of HANDLES.entries()) {
      await eventually(async () =>
        expect(rowOf((await clients[i]!.groups()).body, groupUuid)).toEqual(expectedRow(groupUuid, messages, handle)),
      );
    }
  });
});
