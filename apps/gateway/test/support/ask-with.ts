import type { TestGateway } from './gateway';

/** Asks a closed route with this token, or with none. */
export const askWith = (gateway: TestGateway, token?: string) =>
  gateway.app.inject({
    method: 'GET',
    url: '/api/message_groups',
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
