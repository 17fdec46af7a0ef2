import { useState } from 'react';
import type { PageSettings } from '../session/page-settings';
import type { Credentials, FormSignIn, Session } from '../session/session';
import { texts } from '../texts';
import { Button } from '../ui/button';
import { CodeForm } from './code-form';
import { DemoUsers } from './demo-users';
import { SignInForm } from './sign-in-form';
import { SignUpForm } from './sign-up-form';

interface SignInStepsProps {
  demo: PageSettings['demo'];
  signIn: FormSignIn;
  onSession: (session: Session) => void;
}

type Step = { kind: 'in' } | { kind: 'up' } | { kind: 'code'; credentials: Credentials };

/** Signing in, signing up, and showing by a code that the address is one's own. */
export function SignInSteps({ demo, signIn, onSession }: SignInStepsProps) {
  const [step, go] = useState<Step>({ kind: 'in' });
  const toCode = (credentials: Credentials): void => go({ kind: 'code', credentials });
  if (step.kind === 'in')
    return (
      <>
        <DemoUsers demo={demo} signIn={signIn} onSession={onSession} />
        <SignInForm signIn={signIn} onSession={onSession} onNotConfirmed={toCode} />
        <Button onClick={() => go({ kind: 'up' })}>{texts.signIn.toSignUp}</Button>
      </>
    );
  return (
    <>
      {step.kind === 'up' ? (
        <SignUpForm signIn={signIn} onSignedUp={toCode} />
      ) : (
        <CodeForm signIn={signIn} credentials={step.credentials} onSession={onSession} />
      )}
      <Button onClick={() => go({ kind: 'in' })}>{texts.signIn.back}</Button>
    </>
  );
}
