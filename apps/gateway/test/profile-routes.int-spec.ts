import { startGateway, type TestGateway } from './support/gateway';

describe("the REST contract of one's own profile", () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway();
  });

  beforeEach(() => {
    gateway.behind.received.length = 0;
  });

  afterAll(() => gateway.stop());

  describe('GET /api/profile', () => {
    it("answers the caller's own", async () => {
      const answer = await gateway.app.inject({ method: 'GET', url: '/api/profile', headers: gateway.andrew });
      expect([answer.statusCode, answer.json()]).toEqual([
        200,
        {
          uuid: gateway.behind.andrew.uuid,
          handle: 'andrewbrown',
          display_name: 'Andrew Brown',
          email: 'andrew@example.com',
          bio: null,
          created_at: '2026-11-24T10:00:00.000Z',
        },
      ]);
    });
  });

  describe('POST /api/profile/update', () => {
    const update = (payload: unknown) =>
      gateway.app.inject({
        method: 'POST',
        url: '/api/profile/update',
        headers: { ...gateway.andrew, 'content-type': 'application/json' },
        payload: JSON.stringify(payload),
      });

    it('changes the profile of the caller alone, and answers with it', async () => {
      const answer = await update({ display_name: 'Drew', bio: 'Cloud', uuid: gateway.behind.bayko.uuid });
      expect([answer.statusCode, answer.json()]).toMatchObject([200, { display_name: 'Drew', bio: 'Cloud' }]);
      expect(gateway.behind.received.at(-1)).toEqual({
        method: 'PUT',
        url: `/users/${gateway.behind.andrew.uuid}/profile`,
        body: { displayName: 'Drew', bio: 'Cloud' },
      });
    });

    it('passes on that a field is a list or an object, however deep, and nothing that is in it', async () => {
      const answer = await gateway.app.inject({
        method: 'POST',
        url: '/api/profile/update',
        headers: { ...gateway.andrew, 'content-type': 'application/json' },
        payload: `{"display_name":${'['.repeat(15_000)}${']'.repeat(15_000)},"bio":{"a":["b"]}}`,
      });
      expect([answer.statusCode, answer.json()]).toEqual([422, ['display_name_malformed']]);
      expect(gateway.behind.received.at(-1)?.body).toEqual({ displayName: [], bio: {} });
    });

    it('names every wrong field', async () => {
      const answer = await update({});
      expect([answer.statusCode, answer.json()]).toEqual([422, ['display_name_blank', 'bio_malformed']]);
    });

    it.each([[null], [[]], ['text']])('refuses a body that is no object: %j', async (body) => {
      const answer = await update(body);
      expect([answer.statusCode, answer.json()]).toEqual([400, ['body_not_json_object']]);
    });
  });
});
