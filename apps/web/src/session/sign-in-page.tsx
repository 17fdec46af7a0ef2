import { useState } from 'react';
import icon from '../icon.svg';
import type { PageSettings } from '../settings/page-settings';
import { texts } from '../texts';
import { Button } from '../ui/button';
import { CodeForm } from './code-form';
import { DemoUsers } from './demo-users';
import type { Session, SignIn } from './session';
import { SignInForm } from './sign-in-form';
import styles from './sign-in-page.module.css';
import { SignUpForm } from './sign-up-form';
import { useFault } from './use-fault';

interface SignInPageProps {
  settings: PageSettings;
  signIn: SignIn;
  /** Why somebody sees this page who was signed in. */
  notice?: string | undefined;
  onSession: (session: Session) => void;
}

/** Who waits for a code knows their password already. */
export interface Credentials {
  email: string;
  password: string;
}

type Step = { kind: 'in' } | { kind: 'up' } | { kind: 'code'; credentials: Credentials };

/** Signing in, signing up, and showing by a code that the address is one's own. */
export function SignInPage({ settings, signIn, notice, onSession }: SignInPageProps) {
  const [step, go] = useState<Step>({ kind: 'in' });
  const { problem: fault, isBusy, attempt } = useFault();
  const { name, what } = texts.signIn;
  return (
    <main className={styles.page}>
      <header>
        <img src={icon} alt="" width="56" height="56" />
        <h1>{name}</h1>
        <p>{what}</p>
      </header>
      {notice && <p role="status">{notice}</p>}
      {signIn.kind === 'hosted' && (
        <>
          <Button look="strong" disabled={isBusy} onClick={() => void attempt(() => signIn.leave())}>
            {texts.signIn.submit}
          </Button>
          {fault && <p role="alert">{texts.signIn.faults[fault]}</p>}
        </>
      )}
      {signIn.kind === 'form' && step.kind === 'in' && (
        <>
          <DemoUsers demo={settings.demo} signIn={signIn} onSession={onSession} />
          <SignInForm
            signIn={signIn}
            onSession={onSession}
            onNotConfirmed={(credentials) => go({ kind: 'code', credentials })}
          />
          <Button onClick={() => go({ kind: 'up' })}>{texts.signIn.toSignUp}</Button>
        </>
      )}
      {signIn.kind === 'form' && step.kind === 'up' && (
        <>
          <SignUpForm signIn={signIn} onSignedUp={(credentials) => go({ kind: 'code', credentials })} />
          <Button onClick={() => go({ kind: 'in' })}>{texts.signIn.back}</Button>
        </>
      )}
      {signIn.kind === 'form' && step.kind === 'code' && (
        <>
          <CodeForm signIn={signIn} credentials={step.credentials} onSession={onSession} />
          <Button onClick={() => go({ kind: 'in' })}>{texts.signIn.back}</Button>
        </>
      )}
    </main>
  );
}
