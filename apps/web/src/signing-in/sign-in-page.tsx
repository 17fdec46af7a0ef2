import icon from '../icon.svg';
import type { PageSettings } from '../session/page-settings';
import type { Session, SignIn } from '../session/session';
import { texts } from '../texts';
import styles from './sign-in-page.module.css';
import { SignInSteps } from './sign-in-steps';
import { ToHostedPage } from './to-hosted-page';

interface SignInPageProps {
  settings: PageSettings;
  signIn: SignIn;
  /** Why somebody sees this page who was signed in. */
  notice?: string | undefined;
  onSession: (session: Session) => void;
}

/** How somebody comes in who is not signed in. */
export function SignInPage({ settings, signIn, notice, onSession }: SignInPageProps) {
  const { name, what } = texts.signIn;
  return (
    <main className={styles.page}>
      <header>
        <img src={icon} alt="" width="56" height="56" />
        <h1>{name}</h1>
        <p>{what}</p>
      </header>
      {notice && <p role="status">{notice}</p>}
      {signIn.kind === 'hosted' ? (
        <ToHostedPage signIn={signIn} />
      ) : (
        <SignInSteps demo={settings.demo} signIn={signIn} onSession={onSession} />
      )}
    </main>
  );
}
