import { AuthenticationDetails, CognitoUser, CognitoUserAttribute, CognitoUserPool } from 'amazon-cognito-identity-js';
import { answerOf } from './answer-of';
import type { SignInSettings } from './page-settings';
import { failed, isConfirmed } from './pool-faults';
import { PoolSession } from './pool-session';
import { type FormSignIn, type NewPerson, type Session, SignInFailed } from './session';

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

  resume(): Promise<Session | undefined> {
    const user = this.pool.getCurrentUser();
    return Promise.resolve(user ? new PoolSession(user) : undefined);
  }

  signIn(email: string, password: string): Promise<Session> {
    const user = this.userOf(email);
    if (this.settings.kind === 'password') user.setAuthenticationFlowType('USER_PASSWORD_AUTH');
    return new Promise((resolve, reject) => {
      const wantsMore = (): void => reject(new SignInFailed('another_way'));
      user.authenticateUser(new AuthenticationDetails({ Username: email, Password: password }), {
        onSuccess: () => resolve(new PoolSession(user)),
        onFailure: (error: unknown) => reject(failed('sign_in', error)),
        newPasswordRequired: wantsMore,
        mfaRequired: wantsMore,
        totpRequired: wantsMore,
        customChallenge: wantsMore,
        mfaSetup: wantsMore,
        selectMFAType: wantsMore,
      });
    });
  }

  async signUp({ email, password, handle, displayName }: NewPerson): Promise<void> {
    const attributes = Object.entries({ email, name: displayName, preferred_username: handle }).map(
      ([Name, Value]) => new CognitoUserAttribute({ Name, Value }),
    );
    await answerOf((told) => this.pool.signUp(email, password, attributes, [], told)).catch((error: unknown) => {
      throw failed('sign_up', error);
    });
  }

  async confirm(email: string, code: string): Promise<void> {
    await answerOf((told) => this.userOf(email).confirmRegistration(code, false, told)).catch((error: unknown) => {
      if (!isConfirmed(error)) throw failed('confirm', error);
    });
  }

  async sendCodeAgain(email: string): Promise<void> {
    await answerOf((told) => this.userOf(email).resendConfirmationCode(told)).catch((error: unknown) => {
      throw failed('send_code', error);
    });
  }

  private userOf(email: string): CognitoUser {
    return new CognitoUser({ Username: email, Pool: this.pool, Storage: sessionStorage });
  }
}
