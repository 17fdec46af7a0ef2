import fc from 'fast-check';
import { eventually } from '../support/eventually';
import { onOwnDynamoDb } from '../support/own-dynamodb';
import { RestClient } from '../support/rest-client';
import { type AppName, startStack, type TestStack } from '../support/stack';
import { deviationOfFirst } from './answer-deviation';
import { HeapWatch } from './heap-watch';
import type { Known } from './known';
import { oddConnection } from './odd-requests';
import { rawExchange } from './raw-exchange';

const isLong = process.env['FUZZ'] === 'long';
const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? (isLong ? 600 : 30));
/** The short form does the same each time; the long one looks further. */
const SEED = Number(process.env['FUZZ_SEED'] ?? (isLong ? Date.now() % 2 ** 31 : 1));
const CONNECTIONS = 24;
const WATCHED: AppName[] = ['gateway', 'messages', 'users'];
const MOST_GROWTH_BYTES = 8 * 1024 ** 2;
/** What shows that requests came as far as every kind of refusal, and to success. */
const REACHED = [200, 204, 400, 401, 404, 405, 413, 415, 422];

onOwnDynamoDb();

describe('odd requests, whatever their bytes', () => {
  let stack: TestStack;
  let known: Known;
  let watches: HeapWatch[];
  const seen = new Map<number, number>();

  beforeAll(async () => {
    stack = await startStack();
    const tokens = await Promise.all(['andrewbrown', 'bayko', 'londo'].map((handle) => stack.token(handle)));
    const [andrew, bayko, londo] = tokens.map((token) => new RestClient(stack.gatewayUrl, token));
    const started = [await andrew!.start('bayko', 'hi'), await bayko!.start('londo', 'hi')];
    const group = await andrew!.startGroup({ handles: ['bayko', 'londo'] });
    const groupUuids = [...started.map(({ body }) => body.message_group_uuid), group.body.uuid];
    known = { tokens: tokens.slice(0, 2), groupUuids };
    await Promise.all([andrew, bayko, londo].map((client) => client!.close()));
    watches = WATCHED.map((app) => new HeapWatch(stack.metricsUrl(app)));
  });
  afterAll(() => stack.stop());

  const exchange = async (pieces: Buffer[]): Promise<void> => {
    const { statuses, text } = await rawExchange(new URL(stack.gatewayUrl), pieces);
    for (const status of statuses) seen.set(status, (seen.get(status) ?? 0) + 1);
    const sent = Buffer.concat(pieces).toString('latin1').slice(0, 3_000);
    const mayBeKept = text.match(/^cache-control: /gim) ?? [];
    if (statuses.some((status) => status >= 500)) throw new Error(`${text}\n\nis the answer to\n\n${sent}`);
    const deviation = deviationOfFirst(Buffer.concat(pieces).toString('latin1'), text);
    if (deviation !== undefined) throw new Error(`not as documented: ${deviation}\n\nfor\n\n${sent}`);
    if (mayBeKept.length !== statuses.length) throw new Error(`${text}\n\ndoes not say who keeps it, for\n\n${sent}`);
  };

  it(
    'are answered, never with a failure of ours, and leave nothing behind in memory',
    async () => {
      console.info(`FUZZ_SEED=${SEED} FUZZ_SECONDS=${SECONDS}`);
      for (const watch of watches) watch.start();
      const connections = fc.array(oddConnection(known), { minLength: CONNECTIONS, maxLength: CONNECTIONS });
      const property = fc.asyncProperty(connections, async (each) => {
        await Promise.all(each.map(exchange));
      });
      const parameters = { seed: SEED, numRuns: 2 ** 31 - 1, interruptAfterTimeLimit: SECONDS * 1_000 };
      await fc.assert(property, { ...parameters, endOnFailure: true });
      await Promise.all(watches.map((watch) => watch.stop()));
      const growth = watches.map((watch, i) => `${WATCHED[i]} ${Math.round(watch.growth() / 1024)} KB`);
      console.info(`${JSON.stringify(Object.fromEntries(seen))}; heaps grew by ${growth.join(', ')}`);

      expect(REACHED.filter((status) => !seen.has(status))).toEqual([]);
      for (const watch of watches) expect(watch.growth()).toBeLessThan(MOST_GROWTH_BYTES);
      await eventually(async () => expect((await fetch(`${stack.gatewayUrl}/health/ready`)).status).toBe(200));
    },
    (SECONDS + 300) * 1_000,
  );
});
