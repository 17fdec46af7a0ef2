import type { Session, SignIn } from './session/session';
import { signInFor } from './session/sign-in-for';
import { type PageSettings, readPageSettings } from './settings/page-settings';

/** What there is before anything is shown. */
export interface Beginning {
  settings: PageSettings;
  signIn: SignIn;
  /** Of who was signed in already. */
  session: Session | undefined;
}

export async function begin(): Promise<Beginning> {
  const settings = await readPageSettings();
  const signIn = await signInFor(settings.sign_in);
  return { settings, signIn, session: await signIn.resume() };
}
