import { presentedPublicProfile, shortUsers } from '../src/users/users.presenter';
import { startGateway, type TestGateway } from './support/gateway';

describe('the REST contract of other people', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway();
  });

  beforeEach(() => {
    gateway.behind.received.length = 0;
  });

  afterAll(() => gateway.stop());

  const get = (url: string, headers: Record<string, string> = gateway.andrew) =>
    gateway.app.inject({ method: 'GET', url, headers });

  describe('GET /api/users/@:handle', () => {
    it.each([[null], ['Cloud']])('shows a user with their bio, which may be absent, and no email: %j', async (bio) => {
      const { behind } = gateway;
      behind.bio = bio;
      const answer = await get('/api/users/@bayko');
      expect([answer.statusCode, answer.json()]).toEqual([
        200,
        { uuid: behind.bayko.uuid, handle: 'bayko', display_name: 'Andrew Bayko', bio },
      ]);
      expect(presentedPublicProfile.parse(answer.json())).toEqual(answer.json());
    });

    it('shows callers themselves too', async () => {
      expect((await get('/api/users/@andrewbrown')).json()).toMatchObject({ uuid: gateway.behind.andrew.uuid });
    });

    it.each(['@bayko', '%20bayko%20', '%20@bayko', '%E2%80%8Ebayko%E2%80%8F', '%EF%BB%BFbayko'])(
      'shows a user whose handle is typed as people do: %s',
      async (typed) => {
        expect((await get(`/api/users/@${typed}`)).json()).toMatchObject({ handle: 'bayko' });
      },
    );

    it.each([['nobody'], ['..%2F..%2Fhealth'], ['%F0%9F%98%80'], ["'%20OR%201=1"], ['%00'], ['b'.repeat(8_000)]])(
      'is not found where nobody is called so: %.40s',
      async (handle) => {
        const answer = await get(`/api/users/@${handle}`);
        expect([answer.statusCode, answer.json()]).toEqual([404, ['user_not_found']]);
      },
    );

    it('asks nobody for what no handle can be', async () => {
      await get('/api/users/@b%00');
      await get(`/api/users/@${'b'.repeat(129)}`);
      expect(gateway.behind.sentTo('/users/by-handle/')).toEqual([]);
    });
  });

  describe('GET /api/users', () => {
    const asked = () => gateway.behind.sentTo('/users?').map(({ url }) => new URL(url, gateway.url).searchParams);

    it('shows whose handle begins so, in the order in which they are found, and nothing else of them', async () => {
      const { andrew, bayko } = gateway.behind;
      gateway.behind.peopleFound = [bayko, andrew];
      const answer = await get('/api/users?prefix=b');
      expect([answer.statusCode, answer.json()]).toEqual([
        200,
        [
          { uuid: bayko.uuid, handle: 'bayko', display_name: 'Andrew Bayko' },
          { uuid: andrew.uuid, handle: 'andrewbrown', display_name: 'Andrew Brown' },
        ],
      ]);
      expect(shortUsers.parse(answer.json())).toEqual(answer.json());
    });

    it('is an empty array where nobody is called so', async () => {
      gateway.behind.peopleFound = [];
      expect((await get('/api/users?prefix=zz')).json()).toEqual([]);
    });

    it('asks for others than the caller, and for 20 unless told otherwise', async () => {
      await get('/api/users?prefix=b');
      await get('/api/users?prefix=b&limit=7');
      const readerUuid = gateway.behind.andrew.uuid;
      expect(asked().map((query) => Object.fromEntries(query))).toEqual([
        { prefix: 'b', limit: '20', readerUuid },
        { prefix: 'b', limit: '7', readerUuid },
      ]);
    });

    it.each([
      ['@bay', 'bay'],
      ['%20@%20bay%20', 'bay'],
      ['%E2%80%8Ebay%E2%80%8F', 'bay'],
      ['B%C3%A4', 'B\u00e4'],
      ['ba%CC%88', 'ba\u0308'],
      ['%25_%5C', '%_\\'],
      ['%F0%9F%9B%B8', '🛸'],
      ['%26limit%3D1', '&limit=1'],
      ['%ED%A0%80', '%ED%A0%80'],
    ])('reads the prefix as a handle: %s', async (typed, prefix) => {
      expect((await get(`/api/users?prefix=${typed}`)).statusCode).toBe(200);
      expect(asked().map((query) => query.get('prefix'))).toEqual([prefix]);
    });
  });

  it.each(['/api/users/@bayko', '/api/users?prefix=b', '/api/users'])('wants a token: %s', async (url) => {
    const answer = await get(url, {});
    expect([answer.statusCode, answer.json()]).toEqual([401, {}]);
    expect(gateway.behind.received).toEqual([]);
  });
});
