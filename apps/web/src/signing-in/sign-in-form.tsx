import { type Credentials, type FormSignIn, type Session, SignInFailed } from '../session/session';
import { texts } from '../texts';
import { Button } from '../ui/button';
import { Form } from '../ui/form';
import { EmailField, PasswordField } from './credential-fields';
import { fieldsOf } from './form-fields';
import { useFault } from './use-fault';

interface SignInFormProps {
  signIn: FormSignIn;
  onSession: (session: Session) => void;
  onNotConfirmed: (credentials: Credentials) => void;
}

export function SignInForm({ signIn, onSession, onNotConfirmed }: SignInFormProps) {
  const { problem: fault, isBusy, attempt } = useFault();
  const submit = (form: HTMLFormElement): void => {
    const credentials = fieldsOf(form, 'email', 'password');
    void attempt(async () => {
      try {
        onSession(await signIn.signIn(credentials.email, credentials.password));
      } catch (error) {
        if (!(error instanceof SignInFailed) || error.fault !== 'not_confirmed') throw error;
        onNotConfirmed(credentials);
      }
    });
  };
  return (
    <Form onSubmit={submit} aria-label={texts.signIn.title}>
      <EmailField />
      <PasswordField autoComplete="current-password" error={fault && texts.signIn.faults[fault]} />
      <Button type="submit" look="strong" disabled={isBusy}>
        {texts.signIn.submit}
      </Button>
    </Form>
  );
}
