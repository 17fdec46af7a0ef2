import { randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { eventually } from '../../../test/support/eventually';
import { range } from '../../../test/support/range';
import { TokenVerifier } from '../src/auth/token-verifier';
import { askWith } from './support/ask-with';
import { startGateway, type TestGateway } from './support/gateway';
import { wronglySignedToken } from './support/issuer';

const BATCH = 5_000;

/** What is still reachable, in bytes. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

describe('made-up tokens', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway();
  });

  afterAll(() => gateway.stop());

  /** Such a token has the issuer's key id, another issuer each, and a signature by nobody. */
  const refuseMany = async (count: number) => {
    for (let sent = 0; sent < count; sent += 100) {
      const tokens = Array.from({ length: 100 }, () => {
        const claims = gateway.issuer.claims('sub-andrew', { iss: `https://${randomUUID().repeat(250)}.example` });
        return wronglySignedToken(claims, gateway.issuer.key.kid);
      });
      const answers = await Promise.all(tokens.map((token) => askWith(gateway, token)));
      expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([401]));
    }
  };

  it('leave nothing behind in memory, and cause no question to the issuer', async () => {
    await askWith(gateway, gateway.issuer.token('sub-andrew'));
    await refuseMany(500);
    const asked = gateway.issuer.keyRequests;
    const before = heapUsed();
    await refuseMany(2_000);
    // Kept, each of them would take 9 KB: 18 MB in all.
    await eventually(() => expect(heapUsed() - before).toBeLessThan(6 * 1024 ** 2));
    expect(gateway.issuer.keyRequests).toBe(asked);
  });

  /** Of another issuer, of the issuer's key and signed by nobody, and of a key that nobody has. */
  const madeUpTokens = (count: number): string[] =>
    range(count).map((i) => {
      const { url, key } = gateway.issuer;
      const made = randomUUID().repeat(250);
      const iss = i % 3 === 0 ? `https://${made}.example` : url;
      const kid = i % 3 === 1 ? made : key.kid;
      const sub = i % 3 === 2 ? made : 'sub-andrew';
      return wronglySignedToken(gateway.issuer.claims(sub, { iss }), kid);
    });

  it('leave nothing behind of 50,000, and cause a question a second at most', async () => {
    const tokens = gateway.app.get(TokenVerifier);
    const refuse = async (count: number): Promise<void> => {
      const outcomes = await Promise.allSettled(madeUpTokens(count).map((token) => tokens.subjectOf(token)));
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toEqual([]);
    };
    await refuse(BATCH);
    const [asked, began, before] = [gateway.issuer.keyRequests, performance.now(), heapUsed()];
    for (let round = 0; round < 50_000 / BATCH; round += 1) await refuse(BATCH);
    // Whichever part of one is kept, it takes 9 KB: 150 MB for each third of them.
    await eventually(() => expect(heapUsed() - before).toBeLessThan(6 * 1024 ** 2));
    const seconds = Math.ceil((performance.now() - began) / 1_000);
    expect(gateway.issuer.keyRequests - asked).toBeLessThanOrEqual(1 + seconds);
  });
});
