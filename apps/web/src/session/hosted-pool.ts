import * as oauth from 'oauth4webapi';
import type { SignInSettings } from './page-settings';

/** A pool that signs people in on pages of its own, and this page as a client of it that keeps no secret. */
export class HostedPool {
  readonly server: oauth.AuthorizationServer;
  readonly client: oauth.Client;
  readonly authentication = oauth.None();
  readonly options: { [oauth.allowInsecureRequests]: boolean };

  constructor({ endpoint, user_pool_id, client_id }: SignInSettings) {
    const [region = ''] = user_pool_id.split('_');
    this.client = { client_id };
    this.server = {
      issuer: `https://cognito-idp.${region}.amazonaws.com/${user_pool_id}`,
      authorization_endpoint: `${endpoint}/oauth2/authorize`,
      token_endpoint: `${endpoint}/oauth2/token`,
      revocation_endpoint: `${endpoint}/oauth2/revoke`,
      end_session_endpoint: `${endpoint}/logout`,
    };
    // As a pool on this machine is.
    this.options = { [oauth.allowInsecureRequests]: new URL(endpoint).protocol === 'http:' };
  }

  /** Where one signs in, to come back to `redirect_uri` with a code. */
  async pageFor(redirect_uri: string, state: string, verifier: string): Promise<string> {
    const asked = new URLSearchParams({
      client_id: this.client.client_id,
      response_type: 'code',
      scope: 'openid',
      redirect_uri,
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return `${this.server.authorization_endpoint}?${asked}`;
  }

  /** Where the pool forgets who has signed in on its pages. */
  leavingFor(logout_uri: string): string {
    const { client_id } = this.client;
    return `${this.server.end_session_endpoint}?${new URLSearchParams({ client_id, logout_uri })}`;
  }

  /** @throws what is wrong with the answer, or with what the pool is asked. */
  async tokensFor(answer: URL, redirect_uri: string, state: string, verifier: string) {
    const { server, client, authentication, options } = this;
    const parameters = oauth.validateAuthResponse(server, client, answer, state);
    const asked = [parameters, redirect_uri, verifier, options] as const;
    const response = await oauth.authorizationCodeGrantRequest(server, client, authentication, ...asked);
    return oauth.processAuthorizationCodeResponse(server, client, response);
  }

  async furtherTokens(refreshToken: string): Promise<oauth.TokenEndpointResponse> {
    const { server, client, authentication, options } = this;
    const response = await oauth.refreshTokenGrantRequest(server, client, authentication, refreshToken, options);
    return oauth.processRefreshTokenResponse(server, client, response);
  }

  async revoke(refreshToken: string): Promise<void> {
    const { server, client, authentication, options } = this;
    const response = await oauth.revocationRequest(server, client, authentication, refreshToken, options);
    await oauth.processRevocationResponse(response);
  }
}

/** Whether the pool has refused, and not just failed to answer. */
export const isRefused = (error: unknown): boolean =>
  (error instanceof oauth.ResponseBodyError || error instanceof oauth.WWWAuthenticateChallengeError) &&
  error.status < 500 &&
  error.status !== 429;
