import { loadConfig } from '@app/common/config';
import { gatewayVariables } from '../config/gateway.config';
import { presentPageSettings } from './web-page.presenter';

const ISSUER = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_abc';

const settingsOf = (given: Record<string, string> = {}) =>
  presentPageSettings(loadConfig(gatewayVariables, { AUTH_ISSUER: ISSUER, AUTH_CLIENT_IDS: 'web,mobile', ...given }));

describe('what the page is told', () => {
  it('is by default to sign in by SRP, at the pool that signs the tokens, as the first client', () => {
    expect(settingsOf()).toEqual({
      sign_in: {
        kind: 'srp',
        endpoint: 'https://cognito-idp.us-east-1.amazonaws.com',
        user_pool_id: 'us-east-1_abc',
        client_id: 'web',
      },
      demo: null,
      stack_status: false,
    });
  });

  it.each([
    ['password', 'http://localhost:9229', 'http://localhost:9229'],
    ['hosted', 'https://cruddur.auth.us-east-1.amazoncognito.com/', 'https://cruddur.auth.us-east-1.amazoncognito.com'],
  ])('is another place where one is named: %s', (kind, url, endpoint) => {
    const { sign_in } = settingsOf({ WEB_SIGN_IN: kind, WEB_SIGN_IN_URL: url });
    expect(sign_in).toEqual({ kind, endpoint, user_pool_id: 'us-east-1_abc', client_id: 'web' });
  });

  it('has the demo users, and whether the stack tells how it is', () => {
    const users = [{ email: 'londo@example.com', handle: 'londo', display_name: 'Londo Mollari' }];
    const demo = { WEB_DEMO_USERS: JSON.stringify(users), WEB_DEMO_PASSWORD: 'secret-1' };
    expect(settingsOf({ ...demo, WEB_STACK_SOCKET: '/tmp/control.sock' })).toMatchObject({
      demo: { users, password: 'secret-1' },
      stack_status: true,
    });
  });
});
