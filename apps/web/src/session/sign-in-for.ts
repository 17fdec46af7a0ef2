import type { SignInSettings } from './page-settings';
import type { SignIn } from './session';

/** Each way is loaded where it is needed alone. */
export async function signInFor(settings: SignInSettings): Promise<SignIn> {
  if (settings.kind === 'hosted') {
    const { HostedPoolSignIn } = await import('./hosted-sign-in');
    return new HostedPoolSignIn(settings);
  }
  const { PoolSignIn } = await import('./pool-sign-in');
  return new PoolSignIn(settings);
}
