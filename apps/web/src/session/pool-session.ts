import type { AccessToken } from '@cruddur/client';
import type { CognitoUser, CognitoUserSession } from 'amazon-cognito-identity-js';
import { answerOf } from './answer-of';
import { isRefusal } from './pool-faults';
import { type Session, SignedOut } from './session';

declare module 'amazon-cognito-identity-js' {
  interface CognitoUser {
    /** The library has it, its types do not. */
    revokeToken(request: { token: string; callback: (error?: Error) => void }): void;
  }
}

/** Somebody whom the library knows the tokens of. */
export class PoolSession implements Session {
  private given: string | undefined;
  private asking: Promise<AccessToken> | undefined;

  constructor(private readonly user: CognitoUser) {}

  accessToken(): Promise<AccessToken> {
    this.asking ??= this.another().finally(() => (this.asking = undefined));
    return this.asking;
  }

  forget(): void {
    this.user.signOut();
  }

  async signOut(): Promise<void> {
    const token = this.user.getSignInUserSession()?.getRefreshToken().getToken();
    this.forget();
    if (token) await new Promise<void>((resolve) => this.user.revokeToken({ token, callback: () => resolve() }));
  }

  private async another(): Promise<AccessToken> {
    const session = await this.current().catch((error: unknown) => {
      throw isForgotten(error) || isRefusal(error) ? new SignedOut('signed out', { cause: error }) : error;
    });
    const token = session.getAccessToken();
    this.given = token.getJwtToken();
    return { token: this.given, expiresAt: token.getExpiration() * 1000 };
  }

  private async current(): Promise<CognitoUserSession> {
    const kept = await answerOf<CognitoUserSession>((told) => this.user.getSession(told));
    if (kept.getAccessToken().getJwtToken() !== this.given) return kept;
    return answerOf((told) => this.user.refreshSession(kept.getRefreshToken(), told));
  }
}

/** The library has no token any more, and has not asked the pool. */
const isForgotten = (error: unknown): boolean => error instanceof Error && /please authenticate/i.test(error.message);
