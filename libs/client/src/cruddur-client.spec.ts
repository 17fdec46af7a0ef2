import { CruddurError } from './calls/cruddur-error';
import { CruddurClient } from './cruddur-client';
import { ScriptedGateway, type Turn } from './for-tests/scripted-gateway';

const UNAVAILABLE: Turn = { status: 503, body: ['service_unavailable'] };
const QUICK = { firstMs: 1, longestMs: 2 };

describe('CruddurClient', () => {
  let gateway: ScriptedGateway;
  afterEach(() => gateway.stop());

  const clientOf = async (
    script: Parameters<typeof ScriptedGateway.start>[0],
    options: Partial<ConstructorParameters<typeof CruddurClient>[0]> = {},
  ): Promise<CruddurClient> => {
    gateway = await ScriptedGateway.start(script);
    return new CruddurClient({ url: gateway.url, token: () => 'a-token', ...options });
  };

  const failureOf = async (call: Promise<unknown>): Promise<CruddurError> => {
    const error = await call.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (error instanceof CruddurError) return error;
    throw new Error('it has not failed as a call does', { cause: error });
  };

  describe('a call', () => {
    it('has everything in its place', async () => {
      const client = await clientOf([
        { body: { uuid: 'a/b', last_read_number: 7 }, headers: { 'x-request-id': 'one' } },
      ]);
      const { status, headers, body } = await client.markRead({ message_group_uuid: 'a/b', body: { number: 7 } });
      expect({ status, body, id: headers.get('x-request-id') }).toEqual({
        status: 200,
        body: { uuid: 'a/b', last_read_number: 7 },
        id: 'one',
      });
      expect(gateway.seen).toEqual([
        {
          method: 'PUT',
          url: '/api/message_groups/a%2Fb/read',
          body: { number: 7 },
          headers: expect.objectContaining({
            authorization: 'Bearer a-token',
            'content-type': 'application/json',
          }) as unknown,
        },
      ]);
    });

    it('has in its query what is said, and in its headers what belongs there', async () => {
      const client = await clientOf([{ body: [] }]);
      await client.readMessages({ message_group_uuid: 'g', after: 3, before: undefined });
      await client.sendMessage({ 'Idempotency-Key': 'k', body: { handle: 'bayko', message: 'hi' } });
      expect(gateway.seen.map(({ url, headers }) => [url, headers['idempotency-key']])).toEqual([
        ['/api/messages/g?after=3', undefined],
        ['/api/messages', 'k'],
      ]);
    });

    it('goes without a token where there is none', async () => {
      const client = await clientOf([{ body: { success: true, ver: 1 } }], { token: undefined });
      await client.checkHealth();
      expect(gateway.seen[0]!.headers).not.toHaveProperty('authorization');
    });
  });

  describe('a failure', () => {
    it('has its status, its codes, and what to tell of it', async () => {
      const client = await clientOf([
        { status: 422, body: ['message_blank', 'handle_blank'], headers: { 'x-request-id': 'that' } },
      ]);
      const error = await failureOf(client.sendMessage({ body: { handle: '', message: '' } }));
      expect(error).toMatchObject({
        status: 422,
        codes: ['message_blank', 'handle_blank'],
        requestId: 'that',
        retriable: false,
      });
    });

    it('says in words what is wrong, if the service does', async () => {
      const errors = [
        { code: 'message_blank', title: 'Empty message', detail: 'A message needs something.' },
        { code: 'of_a_newer_service', title: 'New', detail: 'This is new.' },
      ];
      const client = await clientOf([{ status: 422, body: { title: 'Empty message', errors } }]);
      const error = await failureOf(client.sendMessage({ body: { handle: '', message: '' } }));
      expect(gateway.seen[0]!.headers.accept).toBe('application/json, application/problem+json');
      expect(error).toMatchObject({
        codes: ['message_blank', 'of_a_newer_service'],
        problems: errors,
        title: 'Empty message',
        help: 'A message needs something. This is new.',
      });
    });

    it.each<[string, unknown]>([
      ['codes alone', ['message_blank']],
      ['problems without words', { errors: [null, 7, { code: 'message_blank' }, { code: 1 }] }],
    ])('has its codes where it has no words: %s', async (_what, body) => {
      const client = await clientOf([{ status: 422, body }]);
      const { codes, title, help } = await failureOf(client.readProfile());
      expect({ codes, title, help }).toEqual({ codes: ['message_blank'], title: undefined, help: undefined });
    });

    it.each<[string, Turn, Partial<CruddurError>]>([
      [
        'an overload',
        { status: 503, body: ['overloaded'], headers: { 'retry-after': '3' } },
        { status: 503, retriable: true, retryAfterMs: 3000 },
      ],
      ['a limit', { status: 429, body: ['rate_limited_send'] }, { status: 429, retriable: true }],
      ['a fault of the service', { status: 500, body: ['internal_error'] }, { status: 500, retriable: true }],
      ['a refusal', { status: 404, body: ['message_group_not_found'] }, { status: 404, retriable: false }],
      [
        'a refusal by something on the way',
        { status: 403, body: '<html>' },
        { status: 403, codes: [], retriable: true },
      ],
      ['a page in place of an answer', { body: '<html>' }, { status: 0, retriable: true }],
      ['a connection that ends', 'cut', { status: 0, codes: [], retriable: true }],
    ])('is told apart: %s', async (_what, turn, expected) => {
      const client = await clientOf([turn]);
      expect(await failureOf(client.readProfile())).toMatchObject(expected);
    });

    it('comes when an answer takes too long', async () => {
      const client = await clientOf(['silent'], { timeoutMs: 50 });
      expect(await failureOf(client.readProfile())).toMatchObject({ status: 0, retriable: true });
    });

    it('does not come while the service waits as long as it was asked to', async () => {
      const script = async () => {
        await new Promise((resolve) => setTimeout(resolve, 100));
        return { body: { events: [], cursor: 'c' } };
      };
      const client = await clientOf(script, { timeoutMs: 50 });
      expect((await client.readEvents({ wait: 20 }, { waitMs: 20_000 })).body.cursor).toBe('c');
    });

    it('reads a date in Retry-After', async () => {
      const at = new Date(Date.now() + 60_000).toUTCString();
      const client = await clientOf([{ ...UNAVAILABLE, headers: { 'retry-after': at } }]);
      const { retryAfterMs } = await failureOf(client.readProfile());
      expect(retryAfterMs).toBeGreaterThan(50_000);
      expect(retryAfterMs).toBeLessThanOrEqual(60_000);
    });

    it('is the reason of who gives a call up', async () => {
      const client = await clientOf(['silent']);
      const giveUp = new AbortController();
      const call = client.readProfile({}, { signal: giveUp.signal });
      giveUp.abort(new Error('enough'));
      await expect(call).rejects.toThrow('enough');
    });
  });

  describe('a token', () => {
    const bearers = () => gateway.seen.map(({ headers }) => headers.authorization);

    it('is asked for once by calls at the same time, and again after it was refused', async () => {
      let asked = 0;
      const client = await clientOf(
        ({ headers }) => (headers.authorization === 'Bearer 1' ? { status: 401, body: {} } : { body: {} }),
        { token: () => Promise.resolve(String(++asked)) },
      );
      await Promise.all([client.readProfile(), client.readProfile(), client.readProfile()]);
      expect(asked).toBe(2);
      await client.readProfile();
      expect(bearers().at(-1)).toBe('Bearer 2');
    });

    it('is asked for no more than once again', async () => {
      const client = await clientOf([{ status: 401, body: {} }]);
      expect(await failureOf(client.readProfile())).toMatchObject({ status: 401, retriable: false });
      expect(gateway.seen).toHaveLength(2);
    });

    it('is kept when it may be good', async () => {
      const client = await clientOf([{ status: 401, body: {}, headers: { 'retry-after': '1' } }]);
      expect(await failureOf(client.readProfile())).toMatchObject({ status: 401, retriable: true });
      expect(gateway.seen).toHaveLength(1);
    });

    it('is asked for again before it expires', async () => {
      let asked = 0;
      const client = await clientOf([{ body: {} }], {
        token: () => ({ token: String(++asked), expiresAt: Date.now() + (asked === 1 ? 5_000 : 3_600_000) }),
      });
      for (let call = 0; call < 3; call++) await client.readProfile();
      expect(bearers()).toEqual(['Bearer 1', 'Bearer 2', 'Bearer 2']);
    });

    it('that cannot be had is a failure that may pass', async () => {
      let asked = 0;
      const client = await clientOf([{ body: {} }], {
        token: () => (++asked === 1 ? Promise.reject(new Error('offline')) : 'a-token'),
      });
      expect(await failureOf(client.readProfile())).toMatchObject({ status: 0, retriable: true });
      await client.readProfile();
    });
  });

  describe('a send', () => {
    const message = { handle: 'bayko', message: 'hi' };
    const keys = () => gateway.seen.map(({ headers }) => headers['idempotency-key']);

    it('is tried until it is answered, with one key', async () => {
      const client = await clientOf([
        'cut',
        UNAVAILABLE,
        { status: 500, body: ['internal_error'] },
        { body: { number: 1 } },
      ]);
      const delays: number[] = [];
      const sent = await client.send(message, { pauses: QUICK, onDelayed: ({ status }) => delays.push(status) });
      expect(sent).toEqual({ number: 1 });
      expect(delays).toEqual([0, 503, 500]);
      expect(keys()).toEqual(Array(4).fill(expect.stringMatching(/^[0-9a-f]{32}$/)));
      expect(new Set(keys()).size).toBe(1);
    });

    it('has a key of its own', async () => {
      const client = await clientOf([{ body: {} }]);
      await client.send(message);
      await client.send(message);
      await client.send(message, { key: 'mine' });
      expect(new Set(keys()).size).toBe(3);
      expect(keys()[2]).toBe('mine');
    });

    it('waits as long as the service asks for', async () => {
      const client = await clientOf([{ ...UNAVAILABLE, headers: { 'retry-after': '1' } }, { body: {} }]);
      const startedAt = performance.now();
      await client.send(message, { pauses: QUICK });
      expect(performance.now() - startedAt).toBeGreaterThanOrEqual(1_000);
    });

    it('pauses longer each time, and no longer than it may', async () => {
      const client = await clientOf((_request, turn) => (turn < 5 ? UNAVAILABLE : { body: {} }));
      const pauses: number[] = [];
      await client.send(message, {
        pauses: { firstMs: 100, longestMs: 400 },
        pause: (ms) => Promise.resolve(void pauses.push(ms)),
      });
      expect(pauses.map((ms, turn) => ms / [100, 200, 400, 400, 400][turn]!)).toEqual(
        Array(5).fill(expect.closeTo(0.75, 0.25)),
      );
    });

    it('is refused for good once', async () => {
      const client = await clientOf([{ status: 422, body: ['message_blank'] }]);
      expect(await failureOf(client.send(message))).toMatchObject({ codes: ['message_blank'] });
      expect(gateway.seen).toHaveLength(1);
    });

    it('is given up during a pause', async () => {
      const client = await clientOf([UNAVAILABLE]);
      const giveUp = new AbortController();
      const onDelayed = () => void setImmediate(() => giveUp.abort(new Error('enough')));
      await expect(client.send(message, { signal: giveUp.signal, onDelayed })).rejects.toThrow('enough');
      expect(gateway.seen).toHaveLength(1);
    });
  });

  it('starts a group once, with one key for all attempts', async () => {
    const client = await clientOf(['cut', { body: { uuid: 'g1' } }]);
    const group = { handles: ['bayko', 'londo'], name: 'Station' };
    expect(await client.gather(group, { pauses: QUICK })).toEqual({ uuid: 'g1' });
    expect(gateway.seen.map(({ method, url, body }) => [method, url, body])).toEqual(
      Array(2).fill(['POST', '/api/message_groups', group]),
    );
    expect(new Set(gateway.seen.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });

  it('reads what a copy of a conversation lacks', async () => {
    const entries = [{ number: 4, revision: 2 }];
    const client = await clientOf([
      { body: { entries, revisions: [{ revision: 3, message: entries[0] }], has_more: false } },
    ]);
    const copy = client.copyOf('c1', { entries: [], number: 3, revision: 1 });
    await copy.catchUp();
    expect(gateway.seen.map(({ url }) => url)).toEqual([
      '/api/messages/c1/changes?after_number=3&after_revision=1&limit=200',
    ]);
    expect(copy.known).toEqual({ entries, number: 4, revision: 3 });
  });

  it('walks the pages of a list to its end', async () => {
    const client = await clientOf(({ url }) =>
      url.includes('cursor=2')
        ? { body: [3], headers: { link: '</api/message_groups?limit=2>; rel="prev"' } }
        : { body: [1, 2], headers: { link: '</api/message_groups?limit=2&cursor=2>; rel="next", </x>; rel="prev"' } },
    );
    const pages: unknown[] = [];
    for await (const page of client.pages(await client.listMessageGroups({ limit: 2 }), 'next')) pages.push(page);
    expect(pages).toEqual([[1, 2], [3]]);
    expect(gateway.seen.map(({ url }) => url)).toEqual([
      '/api/message_groups?limit=2',
      '/api/message_groups?limit=2&cursor=2',
    ]);
  });
});
