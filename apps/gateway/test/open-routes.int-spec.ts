import type { InjectOptions } from 'fastify';
import { startGateway, type TestGateway } from './support/gateway';

const REFUSED = [401, 405];

describe('every route of the gateway', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway();
  });

  afterAll(() => gateway.stop());

  it('is closed without a token, but for the few that are open', async () => {
    const routes = gateway.routes.filter((route) => route !== 'OPTIONS *');
    const answers: { route: string; status: number }[] = [];
    for (const route of routes) {
      const [method, url] = route.split(' ') as [InjectOptions['method'], string];
      answers.push({ route, status: (await gateway.app.inject({ method, url })).statusCode });
    }
    const open = answers.filter(({ status }) => !REFUSED.includes(status)).map(({ route }) => route);
    expect(open.sort()).toEqual([
      'GET /',
      'GET /api/health-check',
      'GET /api/users/@:handle/short',
      'GET /assets/:file',
      'GET /config.json',
      'GET /docs',
      'GET /docs/:file',
      'GET /docs/settings.json',
      'GET /health/live',
      'GET /health/ready',
      'GET /openapi.json',
      'HEAD /',
      'HEAD /api/health-check',
      'HEAD /api/users/@:handle/short',
      'HEAD /assets/:file',
      'HEAD /config.json',
      'HEAD /docs',
      'HEAD /docs/:file',
      'HEAD /docs/settings.json',
      'HEAD /health/live',
      'HEAD /health/ready',
      'HEAD /openapi.json',
    ]);
  });

  it('is among those that were asked', () => {
    expect(gateway.routes).toEqual(
      expect.arrayContaining([
        'GET /api/message_groups',
        'GET /api/message_groups/unread',
        'GET /api/message_groups/:message_group_uuid',
        'PUT /api/message_groups/:message_group_uuid/read',
        'PUT /api/message_groups/:message_group_uuid/received',
        'GET /api/message_groups/:message_group_uuid/receipts',
        ...['mute', 'archive', 'pin'].flatMap((choice) => [
          `PUT /api/message_groups/:message_group_uuid/${choice}`,
          `DELETE /api/message_groups/:message_group_uuid/${choice}`,
        ]),
        'GET /api/messages/:message_group_uuid',
        'GET /api/messages/:message_group_uuid/changes',
        'GET /api/messages/:message_group_uuid/:number',
        'PATCH /api/messages/:message_group_uuid/:number',
        'DELETE /api/messages/:message_group_uuid/:number',
        'GET /api/messages/:message_group_uuid/:number/history',
        'GET /api/messages/:message_group_uuid/:number/reactions',
        'PUT /api/messages/:message_group_uuid/:number/reactions/:emoji',
        'DELETE /api/messages/:message_group_uuid/:number/reactions/:emoji',
        'POST /api/messages',
        'GET /api/settings',
        'PUT /api/settings',
        'GET /api/profile',
        'POST /api/profile/update',
        'GET /api/users',
        'GET /api/users/@:handle',
      ]),
    );
  });
});
