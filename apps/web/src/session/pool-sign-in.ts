import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
} from 'amazon-cognito-identity-js';
import type { AccessToken } from '@cruddur/client';
import type { SignInSettings } from '../settings/page-settings';
import { type FormSignIn, type NewPerson, type Session, SignedOut, SignInFailed } from './session';

/** Signing in to a Cognito pool by its calls: by SRP, or by the password itself where the pool knows no SRP. */
export class PoolSignIn implements FormSignIn {
  readonly kind = 'form';
  private readonly pool: CognitoUserPool;

  constructor(private readonly settings: SignInSettings) {
    this.pool = new CognitoUserPool({
      UserPoolId: settings.user_pool_id,
      ClientId: settings.client_id,
      endpoint: settings.endpoint,
      Storage: sessionStorage,
    });
  }

  async resume(): Promise<Session | undefined> {
    const user = this.pool.getCurrentUser();
    if (!user) return undefined;
    const session = new PoolSession(user);
    return session.accessToken().then(
      () => session,
      () => undefined,
    );
  }

  signIn(email: string, password: string): Promise<Session> {
    const user = new CognitoUser({ Username: email, Pool: this.pool, Storage: sessionStorage });
    if (this.settings.kind === 'password') user.setAuthenticationFlowType('USER_PASSWORD_AUTH');
    return new Promise((resolve, reject) => {
      user.authenticateUser(new AuthenticationDetails({ Username: email, Password: password }), {
        onSuccess: () => resolve(new PoolSession(user)),
        onFailure: (error: unknown) => reject(new SignInFailed('wrong_password', error)),
      });
    });
  }

  signUp(_person: NewPerson): Promise<void> {
    return Promise.reject(new SignInFailed('unavailable'));
  }

  confirm(_email: string, _code: string): Promise<void> {
    return Promise.reject(new SignInFailed('unavailable'));
  }

  sendCodeAgain(_email: string): Promise<void> {
    return Promise.reject(new SignInFailed('unavailable'));
  }
}

class PoolSession implements Session {
  constructor(private readonly user: CognitoUser) {}

  accessToken(): Promise<AccessToken> {
    return new Promise((resolve, reject) => {
      this.user.getSession((error: Error | null, session: CognitoUserSession | null) => {
        if (!session) return reject(new SignedOut('signed out', { cause: error }));
        const token = session.getAccessToken();
        resolve({ token: token.getJwtToken(), expiresAt: token.getExpiration() * 1000 });
      });
    });
  }

  signOut(): Promise<void> {
    return new Promise((resolve) => this.user.signOut(resolve));
  }
}
