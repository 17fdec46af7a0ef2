import type { AccessToken } from '@cruddur/client';
import type { TokenEndpointResponse } from 'oauth4webapi';
import { type HostedPool, isRefused } from './hosted-pool';
import { forgetTokens, keepTokens, keptTokens, type Tokens } from './kept-tokens';
import { type Session, SignedOut } from './session';

/** Somebody who has signed in on a page of the pool. */
export class HostedSession implements Session {
  private given: string | undefined;
  private asking: Promise<AccessToken> | undefined;

  constructor(
    private readonly pool: HostedPool,
    private readonly home: string,
  ) {}

  accessToken(): Promise<AccessToken> {
    this.asking ??= this.another().finally(() => (this.asking = undefined));
    return this.asking;
  }

  forget(): void {
    forgetTokens();
  }

  /** Leaves for the pool, which forgets them too and sends them back. */
  async signOut(): Promise<void> {
    const refresh = keptTokens()?.refresh;
    forgetTokens();
    if (refresh) await this.pool.revoke(refresh).catch(() => undefined);
    location.assign(this.pool.leavingFor(this.home));
  }

  private async another(): Promise<AccessToken> {
    const kept = keptTokens();
    if (!kept) throw new SignedOut('there are no tokens');
    const isGood = kept.access !== this.given && Date.now() < kept.expiresAt;
    const { access, expiresAt } = isGood ? kept : await this.refreshed(kept);
    this.given = access;
    return { token: access, expiresAt };
  }

  private async refreshed({ refresh }: Tokens): Promise<Tokens> {
    const answer = await this.pool.furtherTokens(refresh).catch((cause: unknown) => {
      if (!isRefused(cause)) throw cause;
      forgetTokens();
      throw new SignedOut('the pool gives no more tokens', { cause });
    });
    const tokens = tokensIn(answer, refresh);
    // Unless somebody has signed out meanwhile.
    if (keptTokens()) keepTokens(tokens);
    return tokens;
  }
}

/** A pool may give a further refresh token, or none. */
export const tokensIn = (
  { access_token, refresh_token, expires_in = 3_600 }: TokenEndpointResponse,
  former = '',
): Tokens => ({
  access: access_token,
  refresh: refresh_token ?? former,
  expiresAt: Date.now() + expires_in * 1_000,
});
