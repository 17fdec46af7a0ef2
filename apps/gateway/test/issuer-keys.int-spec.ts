import { eventually } from '../../../test/support/eventually';
import { askWith } from './support/ask-with';
import { startGateway, type TestGateway } from './support/gateway';
import { signToken } from './support/issuer';

describe('an issuer that changes its keys', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway({ AUTH_KEYS_MAX_AGE_SECONDS: '1', IDENTITY_CACHE_SECONDS: '3600' });
  });

  afterAll(() => gateway.stop());

  it('is believed within the age of its keys: the tokens of a withdrawn key end, though they were verified before', async () => {
    const token = gateway.issuer.token('sub-andrew');
    expect((await askWith(gateway, token)).statusCode).toBe(200);
    gateway.issuer.withdraw();
    await eventually(async () => {
      await askWith(gateway, gateway.issuer.token('sub-andrew'));
      expect((await askWith(gateway, token)).statusCode).toBe(401);
    });
  });

  it.each([
    ['without keys', { status: 200, body: '{"keys":[]}' }],
    ['with an error', { status: 500, body: 'no' }],
    ['with what is not JSON', { status: 200, body: '<html>' }],
    ['with a key of odd parts', { status: 200, body: '{"keys":[{"kid":"a","kty":"RSA","n":"","e":"!"}]}' }],
    ['with parts of odd types', { status: 200, body: '{"keys":[{"kid":"a","kty":"RSA","n":{},"e":[]}]}' }],
  ])('and then answers %s keeps its tokens valid', async (_how, answer) => {
    expect((await askWith(gateway, gateway.issuer.token('sub-andrew'))).statusCode).toBe(200);
    gateway.issuer.answer = answer;
    const asked = gateway.issuer.keyRequests;
    await eventually(async () => {
      expect((await askWith(gateway, gateway.issuer.token('sub-andrew'))).statusCode).toBe(200);
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
    const answer = await askWith(gateway, gateway.issuer.token('sub-andrew'));
    expect([answer.statusCode, answer.json()]).toEqual([503, ['service_unavailable']]);
    expect(answer.headers['retry-after']).toBe('1');
    await gateway.issuer.start();
    expect((await askWith(gateway, gateway.issuer.token('sub-andrew'))).statusCode).toBe(200);
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
        const answer = await askWith(gateway, token);
        expect([answer.statusCode, answer.json(), answer.headers['retry-after']]).toEqual([401, {}, '1']);
        expect((await askWith(gateway, known)).statusCode).toBe(200);
      }
      await back();
      expect((await askWith(gateway, truly)).statusCode).toBe(200);
      const answer = await askWith(gateway, madeUp);
      expect([answer.statusCode, answer.headers['retry-after']]).toEqual([401, undefined]);
    },
  );
});
