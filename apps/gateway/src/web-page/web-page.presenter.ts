import type { GatewayConfig } from '../config/gateway.config';

type PageConfig = Pick<
  GatewayConfig,
  | 'AUTH_ISSUER'
  | 'AUTH_CLIENT_IDS'
  | 'WEB_SIGN_IN'
  | 'WEB_SIGN_IN_URL'
  | 'WEB_DEMO_USERS'
  | 'WEB_DEMO_PASSWORD'
  | 'WEB_STACK_SOCKET'
>;

/** What the page has to know of where it is. */
export interface PageSettings {
  sign_in: { kind: string; endpoint: string; user_pool_id: string; client_id: string };
  demo: { password: string; users: { email: string; handle: string; display_name: string }[] } | null;
  stack_status: boolean;
}

/** Where the page asks for tokens: of a Cognito pool its issuer and its API have one origin. */
export const signInOrigin = ({ AUTH_ISSUER, WEB_SIGN_IN_URL }: PageConfig): string =>
  new URL(WEB_SIGN_IN_URL ?? AUTH_ISSUER).origin;

export function presentPageSettings(config: PageConfig): PageSettings {
  const {
    AUTH_ISSUER,
    AUTH_CLIENT_IDS,
    WEB_SIGN_IN: kind,
    WEB_DEMO_USERS: users,
    WEB_DEMO_PASSWORD: password,
  } = config;
  return {
    sign_in: {
      kind,
      endpoint: signInOrigin(config),
      user_pool_id: AUTH_ISSUER.split('/').at(-1)!,
      client_id: AUTH_CLIENT_IDS[0]!,
    },
    demo: users && password !== undefined ? { password, users } : null,
    stack_status: config.WEB_STACK_SOCKET !== undefined,
  };
}
