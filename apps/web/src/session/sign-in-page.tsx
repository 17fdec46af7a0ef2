import { type SyntheticEvent, useState } from 'react';
import type { PageSettings } from '../settings/page-settings';
import { texts } from '../texts';
import { Button } from '../ui/button';
import { type Session, type SignIn, SignInFailed, type SignInFault } from './session';
import styles from './sign-in-page.module.css';

interface SignInPageProps {
  settings: PageSettings;
  signIn: SignIn;
  onSession: (session: Session) => void;
}

export function SignInPage({ settings: { demo }, signIn, onSession }: SignInPageProps) {
  const [fault, setFault] = useState<SignInFault>();
  const enter = async (email: string, password: string): Promise<void> => {
    if (signIn.kind !== 'form') return;
    setFault(undefined);
    try {
      onSession(await signIn.signIn(email, password));
    } catch (error) {
      if (!(error instanceof SignInFailed)) throw error;
      setFault(error.fault);
    }
  };
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [email, password] = [form.get('email'), form.get('password')];
    if (typeof email === 'string' && typeof password === 'string') void enter(email, password);
  };
  return (
    <main className={styles.page}>
      <h1>{texts.signIn.title}</h1>
      <form onSubmit={submit}>
        <label>
          {texts.signIn.email}
          <input name="email" type="email" autoComplete="username" required />
        </label>
        <label>
          {texts.signIn.password}
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <Button type="submit" look="strong">
          {texts.signIn.submit}
        </Button>
      </form>
      {fault && <p role="alert">{texts.signIn.faults[fault]}</p>}
      {demo?.users.map(({ email, display_name }) => (
        <Button key={email} onClick={() => void enter(email, demo.password)}>
          {texts.signIn.asDemoUser(display_name)}
        </Button>
      ))}
    </main>
  );
}
