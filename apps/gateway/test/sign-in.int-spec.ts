import { eventually } from '../../../test/support/eventually';
import { askWith } from './support/ask-with';
import { startGateway, type TestGateway } from './support/gateway';
import { newSigningKey, signToken, signWithPublicKeyAsSecret, unsignedToken } from './support/issuer';
import { newPerson } from './support/services-behind';

const NOW = Math.floor(Date.now() / 1_000);

describe('signing in', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway();
  });

  afterAll(() => gateway.stop());

  it('lets a user in with an access token', async () => {
    expect((await askWith(gateway, gateway.issuer.token('sub-andrew'))).statusCode).toBe(200);
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
    const answer = await askWith(gateway, token(gateway));
    expect([answer.statusCode, answer.json()]).toEqual([401, {}]);
  });

  it('tells a valid user without an account apart, and lets a new one in at once', async () => {
    const token = gateway.issuer.token('sub-new');
    const stranger = await askWith(gateway, token);
    expect([stranger.statusCode, stranger.json()]).toEqual([403, ['user_not_registered']]);
    gateway.behind.subjects.set('sub-new', newPerson('new', 'New User'));
    expect((await askWith(gateway, token)).statusCode).toBe(200);
  });

  it('lets nobody in whose account is suspended', async () => {
    const suspended = { ...newPerson('suspended', 'Suspended User'), suspended: true as const };
    gateway.behind.subjects.set('sub-suspended', suspended);
    const token = gateway.issuer.token('sub-suspended');
    for (const _ of [1, 2]) {
      const answer = await askWith(gateway, token);
      expect([answer.statusCode, answer.json()]).toEqual([403, ['account_suspended']]);
    }
    expect(gateway.behind.sentTo('/users/by-cognito-id/sub-suspended')).toHaveLength(1);
  });

  it('lets a token in no longer than it is valid, though it was verified before', async () => {
    const token = await eventually(async () => {
      const brief = gateway.issuer.token('sub-andrew', { exp: Math.floor(Date.now() / 1_000) + 2 });
      expect((await askWith(gateway, brief)).statusCode).toBe(200);
      return brief;
    });
    await eventually(async () => expect((await askWith(gateway, token)).statusCode).toBe(401));
  });

  it('asks for a new key when the issuer has changed it, and for a known one no more', async () => {
    gateway.issuer.rotate();
    await eventually(async () => {
      expect((await askWith(gateway, gateway.issuer.token('sub-andrew'))).statusCode).toBe(200);
    });
    const before = gateway.issuer.keyRequests;
    await Promise.all([1, 2, 3].map(() => askWith(gateway, gateway.issuer.token('sub-andrew'))));
    expect(gateway.issuer.keyRequests).toBe(before);
  });

  it('does not let made-up key ids become requests to the issuer', async () => {
    const before = gateway.issuer.keyRequests;
    const tokens = Array.from({ length: 10 }, () =>
      signToken({ ...gateway.issuer.key, kid: 'made-up' }, gateway.issuer.claims('sub-andrew')),
    );
    const began = performance.now();
    const answers = await Promise.all(tokens.map((token) => askWith(gateway, token)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(tokens.map(() => 401));
    const seconds = Math.floor((performance.now() - began) / 1_000);
    expect(gateway.issuer.keyRequests).toBeLessThanOrEqual(before + 1 + seconds);
  });
});

describe('the memory for identities', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway({ IDENTITY_CACHE_SECONDS: '3600', IDENTITY_CACHE_SIZE: '2' });
  });

  afterAll(() => gateway.stop());

  const lookUps = (subject: string, { behind } = gateway) => behind.sentTo(`/users/by-cognito-id/${subject}`).length;

  it('makes one look-up of many at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => askWith(gateway, gateway.issuer.token('sub-andrew'))));
    expect(lookUps('sub-andrew')).toBe(1);
  });

  it('is brief', async () => {
    const brief = await startGateway({ IDENTITY_CACHE_SECONDS: '1' });
    await eventually(async () => {
      await askWith(brief, brief.issuer.token('sub-andrew'));
      expect(lookUps('sub-andrew', brief)).toBeGreaterThan(1);
    });
    await brief.stop();
  });

  it('answers everybody, also more users at once than it holds', async () => {
    const subjects = Array.from({ length: 12 }, (_, index) => `sub-${index}`);
    for (const subject of subjects) gateway.behind.subjects.set(subject, newPerson(subject, subject));
    const answers = await Promise.all(subjects.map((subject) => askWith(gateway, gateway.issuer.token(subject))));
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
    expect((await askWith(gateway, ours)).statusCode).toBe(200);
    expect((await askWith(gateway, others)).statusCode).toBe(401);
  });
});
