import { generateRandomCodeVerifier, generateRandomState } from 'oauth4webapi';
import { HostedPool } from './hosted-pool';
import { HostedSession, tokensIn } from './hosted-session';
import { keepTokens, keptTokens } from './kept-tokens';
import type { SignInSettings } from './page-settings';
import { type HostedSignIn, type Session, SignInFailed } from './session';

/** Kept while somebody is on the pool's page. */
interface Leaving {
  state: string;
  verifier: string;
  /** What the page has shown. */
  hash: string;
}

const LEAVING = 'cruddur leaving';

/** Signing in on a page of the pool: by an authorisation code, with a proof that it was asked for here (PKCE). */
export class HostedPoolSignIn implements HostedSignIn {
  readonly kind = 'hosted';
  private readonly pool: HostedPool;
  /** The page's own address, as the pool knows it. */
  private readonly home = location.origin + location.pathname;

  constructor(settings: SignInSettings) {
    this.pool = new HostedPool(settings);
  }

  async resume(): Promise<Session | undefined> {
    const answer = new URL(location.href);
    if (answer.searchParams.has('state')) await this.comeBack(answer);
    return keptTokens() && new HostedSession(this.pool, this.home);
  }

  async leave(): Promise<never> {
    const leaving: Leaving = {
      state: generateRandomState(),
      verifier: generateRandomCodeVerifier(),
      hash: location.hash,
    };
    sessionStorage.setItem(LEAVING, JSON.stringify(leaving));
    location.assign(await this.pool.pageFor(this.home, leaving.state, leaving.verifier));
    return new Promise(() => undefined);
  }

  /** A code is used once: whatever comes of it, it leaves the address. */
  private async comeBack(answer: URL): Promise<void> {
    const left = sessionStorage.getItem(LEAVING);
    sessionStorage.removeItem(LEAVING);
    const { state, verifier, hash } = JSON.parse(left ?? '{}') as Partial<Leaving>;
    history.replaceState(null, '', this.home + (hash ?? ''));
    try {
      if (!state || !verifier) throw new Error('nobody has left from here');
      keepTokens(tokensIn(await this.pool.tokensFor(answer, this.home, state, verifier)));
    } catch (error) {
      throw new SignInFailed('unavailable', error);
    }
  }
}
