import { type PageSettings, readPageSettings } from './session/page-settings';
import { type Session, type SignIn, SignInFailed, type SignInFault } from './session/session';
import { signInFor } from './session/sign-in-for';

/** What there is before anything is shown. */
export interface Beginning {
  settings: PageSettings;
  signIn: SignIn;
  /** Of who was signed in already, or comes back from the pool. */
  session: Session | undefined;
  /** Why somebody who comes back is not let in. */
  fault?: SignInFault;
}

export async function begin(): Promise<Beginning> {
  const settings = await readPageSettings();
  const signIn = await signInFor(settings.sign_in);
  try {
    return { settings, signIn, session: await signIn.resume() };
  } catch (error) {
    if (!(error instanceof SignInFailed)) throw error;
    return { settings, signIn, session: undefined, fault: error.fault };
  }
}
