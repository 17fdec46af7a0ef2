import { randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { eventually } from '../../../test/support/eventually';
import { range } from '../../../test/support/range';
import { TokenVerifier } from '../src/auth/token-verifier';
import { startGateway, type TestGateway } from './support/gateway';
import {
  newSigningKey,
  signToken,
  signWithPublicKeyAsSecret,
  unsignedToken,
  wronglySignedToken,
} from './support/issuer';
import { newPerson } from './support/services-behind';

const NOW = Math.floor(Date.now() / 1_000);

const ask = (gateway: TestGateway, token?: string) =>
  gateway.app.inject({
    method: 'GET',
    url: '/api/message_groups',
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });

/** What is still reachable, in bytes. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

describe('signing in', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway();
  });

  afterAll(() => gateway.stop());

  it('lets a user in with an access token', async () => {
    expect((await ask(gateway, gateway.issuer.token('sub-andrew'))).statusCode).toBe(200);
  });

  const forged: [string, (gateway: TestGateway) => string | undefined][] = [
    ['no token', () => undefined],
    ['the word null', () => 'null'],
    ['an expired token', ({ issuer }) => issuer.token('sub-andrew', { exp: NOW - 1 })],
    ['a token of tomorrow', ({ issuer }) => issuer.token('sub-andrew', { nbf: NOW + 86_400 })],
    ['a token without an end', ({ issuer }) => issuer.token('sub-andrew', { exp: undefined })],
    ['a token of another issuer', ({ issuer }) => issuer.token('sub-andrew', { iss: 'https://other.example/pool' })],
    ['a token of another client', ({ issuer }) => issuer.token('sub-andrew', { client_id: 'other' })],
    ['a token of no client', ({ issuer }) => issuer.token('sub-andrew', { client_id: undefined })],
    [
      'an id token',
      ({ issuer }) => issuer.token('sub-andrew', { token_use: 'id', client_id: undefined, aud: issuer.clientId }),
    ],
    ['a token of nobody', ({ issuer }) => issuer.token('')],
    ['an unsigned token', ({ issuer }) => unsignedToken(issuer.claims('sub-andrew'), issuer.key.kid)],
    [
      'an unsigned token with something for a signature',
      ({ issuer }) => `${unsignedToken(issuer.claims('sub-andrew'), issuer.key.kid)}c2ln`,
    ],
    [
      'a symmetric signature with the public key',
      ({ issuer }) => signWithPublicKeyAsSecret(issuer.key, issuer.claims('sub-andrew')),
    ],
    [
      "another's signature under a known key id",
      ({ issuer }) => signToken({ ...newSigningKey(), kid: issuer.key.kid }, issuer.claims('sub-andrew')),
    ],
    ['an unknown key', ({ issuer }) => signToken(newSigningKey(), issuer.claims('sub-andrew'))],
    [
      'a key that the token brings along',
      ({ issuer }) => {
        const key = newSigningKey();
        const jwk = key.publicKey.export({ format: 'jwk' });
        return signToken(key, issuer.claims('sub-andrew'), { jwk, jku: 'http://evil.example/keys' });
      },
    ],
    [
      'a critical extension that nobody here knows',
      ({ issuer }) => signToken(issuer.key, issuer.claims('sub-andrew'), { crit: ['exp'], exp: NOW }),
    ],
    ['a token that was made in the future', ({ issuer }) => issuer.token('sub-andrew', { iat: NOW + 3_000 })],
    ['a token that is too old', ({ issuer }) => issuer.token('sub-andrew', { iat: NOW - 90_000 })],
    ['no key id', ({ issuer }) => signToken(issuer.key, issuer.claims('sub-andrew'), { kid: undefined })],
    [
      'a tampered payload',
      ({ issuer }) => {
        const [header, , signature] = issuer.token('sub-andrew').split('.');
        const payload = Buffer.from(JSON.stringify(issuer.claims('sub-bayko'))).toString('base64url');
        return [header, payload, signature].join('.');
      },
    ],
    ['a cut signature', ({ issuer }) => issuer.token('sub-andrew').slice(0, -4)],
    ['parts that are not JSON', () => 'abc.def.ghi'],
  ];

  it.each(forged)('refuses %s with an empty object', async (_what, token) => {
    const answer = await ask(gateway, token(gateway));
    expect([answer.statusCode, answer.json()]).toEqual([401, {}]);
  });

  it('tells a valid user without an account apart, and lets a new one in at once', async () => {
    const token = gateway.issuer.token('sub-new');
    const stranger = await ask(gateway, token);
    expect([stranger.statusCode, stranger.json()]).toEqual([403, ['user_not_registered']]);
    gateway.behind.subjects.set('sub-new', newPerson('new', 'New User'));
    expect((await ask(gateway, token)).statusCode).toBe(200);
  });

  it('lets a token in no longer than it is valid, though it was verified before', async () => {
    const token = await eventually(async () => {
      const brief = gateway.issuer.token('sub-andrew', { exp: Math.floor(Date.now() / 1_000) + 2 });
      expect((await ask(gateway, brief)).statusCode).toBe(200);
      return brief;
    });
    await eventually(async () => expect((await ask(gateway, token)).statusCode).toBe(401));
  });

  it('asks for a new key when the issuer has changed it, and for a known one no more', async () => {
    gateway.issuer.rotate();
    await eventually(async () => {
      expect((await ask(gateway, gateway.issuer.token('sub-andrew'))).statusCode).toBe(200);
    });
    const before = gateway.issuer.keyRequests;
    await Promise.all([1, 2, 3].map(() => ask(gateway, gateway.issuer.token('sub-andrew'))));
    expect(gateway.issuer.keyRequests).toBe(before);
  });

  it('does not let made-up key ids become requests to the issuer', async () => {
    const before = gateway.issuer.keyRequests;
    const tokens = Array.from({ length: 10 }, () =>
      signToken({ ...gateway.issuer.key, kid: 'made-up' }, gateway.issuer.claims('sub-andrew')),
    );
    const began = performance.now();
    const answers = await Promise.all(tokens.map((token) => ask(gateway, token)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(tokens.map(() => 401));
    const seconds = Math.floor((performance.now() - began) / 1_000);
    expect(gateway.issuer.keyRequests).toBeLessThanOrEqual(before + 1 + seconds);
  });
});

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
      const answers = await Promise.all(tokens.map((token) => ask(gateway, token)));
      expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([401]));
    }
  };

  it('leave nothing behind in memory, and cause no question to the issuer', async () => {
    await ask(gateway, gateway.issuer.token('sub-andrew'));
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
      const iss = i % 3 === 0 ? `https://${randomUUID()}.example` : url;
      const kid = i % 3 === 1 ? randomUUID() : key.kid;
      return wronglySignedToken(gateway.issuer.claims(randomUUID(), { iss, odd: randomUUID().repeat(25) }), kid);
    });

  it('leave nothing behind of 50,000, and cause a question a second at most', async () => {
    const tokens = gateway.app.get(TokenVerifier);
    const refuse = async (count: number): Promise<void> => {
      const outcomes = await Promise.allSettled(madeUpTokens(count).map((token) => tokens.subjectOf(token)));
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toEqual([]);
    };
    await refuse(5_000);
    const [asked, began, before] = [gateway.issuer.keyRequests, performance.now(), heapUsed()];
    for (let round = 0; round < 10; round += 1) await refuse(5_000);
    // Kept, each of them would take 1 KB: 50 MB in all.
    await eventually(() => expect(heapUsed() - before).toBeLessThan(6 * 1024 ** 2));
    const seconds = Math.ceil((performance.now() - began) / 1_000);
    expect(gateway.issuer.keyRequests - asked).toBeLessThanOrEqual(1 + seconds);
  });
});

describe('an issuer that changes its keys', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway({ AUTH_KEYS_MAX_AGE_SECONDS: '1', IDENTITY_CACHE_SECONDS: '3600' });
  });

  afterAll(() => gateway.stop());

  it('is believed within the age of its keys: the tokens of a withdrawn key end, though they were verified before', async () => {
    const token = gateway.issuer.token('sub-andrew');
    expect((await ask(gateway, token)).statusCode).toBe(200);
    gateway.issuer.withdraw();
    await eventually(async () => {
      await ask(gateway, gateway.issuer.token('sub-andrew'));
      expect((await ask(gateway, token)).statusCode).toBe(401);
    });
  });

  it.each([
    ['without keys', { status: 200, body: '{"keys":[]}' }],
    ['with an error', { status: 500, body: 'no' }],
    ['with what is not JSON', { status: 200, body: '<html>' }],
    ['with a key of odd parts', { status: 200, body: '{"keys":[{"kid":"a","kty":"RSA","n":"","e":"!"}]}' }],
    ['with parts of odd types', { status: 200, body: '{"keys":[{"kid":"a","kty":"RSA","n":{},"e":[]}]}' }],
  ])('and then answers %s keeps its tokens valid', async (_how, answer) => {
    expect((await ask(gateway, gateway.issuer.token('sub-andrew'))).statusCode).toBe(200);
    gateway.issuer.answer = answer;
    const asked = gateway.issuer.keyRequests;
    await eventually(async () => {
      expect((await ask(gateway, gateway.issuer.token('sub-andrew'))).statusCode).toBe(200);
      expect(gateway.issuer.keyRequests).toBeGreaterThan(asked + 1);
    });
    gateway.issuer.answer = undefined;
  });
});

describe('while the issuer is away', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway();
    await gateway.issuer.stop();
  });

  afterAll(() => gateway.stop());

  it('no token can be judged before any key is known, so no session is ended; when it is back, the user is in', async () => {
    const answer = await ask(gateway, gateway.issuer.token('sub-andrew'));
    expect([answer.statusCode, answer.json()]).toEqual([503, ['service_unavailable']]);
    expect(answer.headers['retry-after']).toBe('1');
    await gateway.issuer.start();
    expect((await ask(gateway, gateway.issuer.token('sub-andrew'))).statusCode).toBe(200);
  });

  it.each([
    ['is away', () => gateway.issuer.stop(), () => gateway.issuer.start()],
    [
      'answers without keys',
      () => (gateway.issuer.answer = { status: 200, body: '{"keys":[]}' }),
      () => (gateway.issuer.answer = undefined),
    ],
    [
      'answers with an error',
      () => (gateway.issuer.answer = { status: 500, body: 'no' }),
      () => (gateway.issuer.answer = undefined),
    ],
  ])(
    'tokens of known keys are verified, and others are refused until it can be asked: it %s',
    async (_how, away, back) => {
      await away();
      const known = gateway.issuer.token('sub-andrew');
      const madeUp = signToken({ ...gateway.issuer.key, kid: 'made-up' }, gateway.issuer.claims('sub-andrew'));
      gateway.issuer.rotate();
      const truly = gateway.issuer.token('sub-andrew');
      for (const token of [madeUp, truly]) {
        const answer = await ask(gateway, token);
        expect([answer.statusCode, answer.json(), answer.headers['retry-after']]).toEqual([401, {}, '1']);
        expect((await ask(gateway, known)).statusCode).toBe(200);
      }
      await back();
      expect((await ask(gateway, truly)).statusCode).toBe(200);
      const answer = await ask(gateway, madeUp);
      expect([answer.statusCode, answer.headers['retry-after']]).toEqual([401, undefined]);
    },
  );
});

describe('the memory for identities', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway({ IDENTITY_CACHE_SECONDS: '3600', IDENTITY_CACHE_SIZE: '2' });
  });

  afterAll(() => gateway.stop());

  const lookUps = (subject: string, { behind } = gateway) => behind.sentTo(`/users/by-cognito-id/${subject}`).length;

  it('makes one look-up of many at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => ask(gateway, gateway.issuer.token('sub-andrew'))));
    expect(lookUps('sub-andrew')).toBe(1);
  });

  it('is brief', async () => {
    const brief = await startGateway({ IDENTITY_CACHE_SECONDS: '1' });
    await eventually(async () => {
      await ask(brief, brief.issuer.token('sub-andrew'));
      expect(lookUps('sub-andrew', brief)).toBeGreaterThan(1);
    });
    await brief.stop();
  });

  it('answers everybody, also more users at once than it holds', async () => {
    const subjects = Array.from({ length: 12 }, (_, index) => `sub-${index}`);
    for (const subject of subjects) gateway.behind.subjects.set(subject, newPerson(subject, subject));
    const answers = await Promise.all(subjects.map((subject) => ask(gateway, gateway.issuer.token(subject))));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(subjects.map(() => 200));
    const asked = gateway.behind.sentTo('/users/').filter(({ url }) => url.includes('/public-message-groups'));
    expect(new Set(asked.slice(-12).map(({ url }) => url)).size).toBe(12);
  });
});

describe('another OIDC issuer', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway({ AUTH_TOKEN_USE: 'any' });
  });

  afterAll(() => gateway.stop());

  it('names the client in the audience, and the use of a token not at all', async () => {
    const claims = { client_id: undefined, token_use: undefined };
    const ours = gateway.issuer.token('sub-andrew', { ...claims, aud: [gateway.issuer.clientId, 'some-api'] });
    const others = gateway.issuer.token('sub-andrew', { ...claims, aud: 'some-api' });
    expect((await ask(gateway, ours)).statusCode).toBe(200);
    expect((await ask(gateway, others)).statusCode).toBe(401);
  });
});
