import type { PageSettings } from '../session/page-settings';
import type { FormSignIn, Session } from '../session/session';
import { texts } from '../texts';
import { Button } from '../ui/button';
import styles from './sign-in-page.module.css';
import { useFault } from './use-fault';

interface DemoUsersProps {
  demo: PageSettings['demo'];
  signIn: FormSignIn;
  onSession: (session: Session) => void;
}

/** People to try it as, each one click away. */
export function DemoUsers({ demo, signIn, onSession }: DemoUsersProps) {
  const { problem: fault, isBusy, attempt } = useFault();
  if (!demo) return null;
  const enter = (email: string): void => void attempt(async () => onSession(await signIn.signIn(email, demo.password)));
  return (
    <section className={styles.demo} aria-label={texts.signIn.demo}>
      <p>{texts.signIn.demo}</p>
      {demo.users.map(({ email, display_name }) => (
        <Button key={email} look="strong" disabled={isBusy} onClick={() => enter(email)}>
          {texts.signIn.asDemoUser(display_name)}
        </Button>
      ))}
      {fault && <p role="alert">{texts.signIn.faults[fault]}</p>}
      <p className={styles.or}>{texts.signIn.or}</p>
    </section>
  );
}
