import { Logger } from '@nestjs/common';
import { createTestRateLimitTable, type TestRateLimitTable } from '../../../test/support/test-rate-limit-table';
import { eventually } from '../../../test/support/eventually';
import { range } from '../../../test/support/range';
import { TcpProxy } from '../../../test/support/tcp-proxy';
import { RateLimits } from '../src/rate-limits/rate-limits';
import { startGateway, type TestGateway } from './support/gateway';

const QUOTA = 40;
/** What a gateway may keep to itself of one person: less than a quarter. */
const KEPT = QUOTA / 4 - 1;

describe('three gateways on one table', () => {
  let counts: TestRateLimitTable;
  let gateways: TestGateway[];

  async function start(variables: Record<string, string> = {}): Promise<void> {
    const limits = { ...counts.variables, RATE_LIMIT_LIST: `${QUOTA}/1d`, ...variables };
    gateways = await Promise.all(range(3).map(() => startGateway(limits)));
    for (const { behind } of gateways) behind.subjects.set('sub-andrew', gateways[0]!.behind.andrew);
  }
  beforeEach(async () => {
    counts = await createTestRateLimitTable();
    await start();
  });
  afterEach(async () => {
    await Promise.all(gateways.map(({ stop }) => stop()));
    await counts.drop();
  });

  const list = async ({ app, andrew }: TestGateway): Promise<boolean> =>
    (await app.inject({ method: 'GET', url: '/api/message_groups', headers: andrew })).statusCode === 200;

  /** How many of so many lists were answered. */
  async function lists(gateway: TestGateway, count: number): Promise<number> {
    let answered = 0;
    for (const _ of range(count)) if (await list(gateway)) answered += 1;
    return answered;
  }

  const settle = (): Promise<unknown> =>
    Promise.all(gateways.map(({ app }) => app.get(RateLimits).settlement.settle()));

  it('let somebody who asks them in turn have the quota, and one interval more', async () => {
    let answered = 0;
    for (const _ of range(QUOTA)) {
      answered += (await Promise.all(gateways.map((gateway) => lists(gateway, 1)))).filter(Boolean).length;
      await settle();
    }
    expect(answered).toBeGreaterThanOrEqual(QUOTA);
    expect(answered).toBeLessThanOrEqual(QUOTA + gateways.length - 1);
    expect(await counts.used()).toBe(answered);
  });

  it('let somebody who uses up one after the other have no more than each other keeps to itself', async () => {
    const [first, ...others] = gateways as [TestGateway, ...TestGateway[]];
    expect(await lists(first, 2 * QUOTA)).toBe(QUOTA);
    await settle();
    let beyond = 0;
    for (const _ of range(QUOTA)) {
      for (const gateway of others) beyond += await lists(gateway, 1);
      await settle();
    }
    // Near the limit, and so told of the others, by its tenth request.
    expect(beyond).toBe(others.length * (KEPT + 1));
  });

  it('let a burst that comes before any settlement have what each lets through alone, and then nothing', async () => {
    const burst = await Promise.all(gateways.map((gateway) => lists(gateway, 2 * QUOTA)));
    expect(Math.max(...burst)).toBeLessThanOrEqual(QUOTA);
    await settle();
    expect(await Promise.all(gateways.map((gateway) => lists(gateway, 3)))).toEqual([0, 0, 0]);
  });

  it('write nothing for who is far from the limit', async () => {
    for (const gateway of gateways) expect(await lists(gateway, KEPT)).toBe(KEPT);
    await settle();
    expect(await counts.used()).toBe(0);
  });

  it('hold the limit alone and go on while the table is away, and together when it is back', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    await Promise.all(gateways.map(({ stop }) => stop()));
    const proxy = new TcpProxy(new URL(counts.variables.DYNAMODB_ENDPOINT));
    await proxy.open();
    await start({ DYNAMODB_ENDPOINT: proxy.url });
    await proxy.cut();
    expect(await lists(gateways[0]!, QUOTA + 5)).toBe(QUOTA);
    await settle();
    expect(await lists(gateways[1]!, QUOTA / 2)).toBe(QUOTA / 2);
    await settle();
    const told = warn.mock.calls.filter(([line]) => String(line).includes('rate limits hold for each gateway alone'));
    expect(told).toHaveLength(2);
    await proxy.open();
    await eventually(async () => expect(await counts.used()).toBe(QUOTA + QUOTA / 2));
    // Its count may have come in before that of the other: then it learns of that with its next.
    await lists(gateways[1]!, 1);
    await settle();
    expect(await lists(gateways[1]!, 1)).toBe(0);
    await proxy.cut();
    warn.mockRestore();
  });
});
