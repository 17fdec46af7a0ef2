import type { Credentials, FormSignIn } from '../session/session';
import { texts } from '../texts';
import { Button } from '../ui/button';
import { Form } from '../ui/form';
import { TextField } from '../ui/text-field';
import { EmailField, PasswordField } from './credential-fields';
import { fieldsOf } from './form-fields';
import { useFault } from './use-fault';

interface SignUpFormProps {
  signIn: FormSignIn;
  onSignedUp: (credentials: Credentials) => void;
}

export function SignUpForm({ signIn, onSignedUp }: SignUpFormProps) {
  const { problem: fault, isBusy, attempt } = useFault();
  const told = fault && texts.signIn.faults[fault];
  const submit = (form: HTMLFormElement): void => {
    const person = fieldsOf(form, 'displayName', 'handle', 'email', 'password');
    void attempt(async () => {
      await signIn.signUp(person);
      onSignedUp(person);
    });
  };
  return (
    <Form onSubmit={submit} aria-label={texts.signIn.signUp}>
      <h2>{texts.signIn.signUp}</h2>
      <TextField label={texts.signIn.displayName} name="displayName" autoComplete="name" maxLength={100} required />
      <TextField
        label={texts.signIn.handle}
        hint={texts.signIn.handleHint}
        name="handle"
        autoComplete="nickname"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <EmailField error={fault === 'email_taken' ? told : undefined} />
      <PasswordField autoComplete="new-password" error={fault === 'weak_password' ? told : undefined} />
      {told && fault !== 'email_taken' && fault !== 'weak_password' && <p role="alert">{told}</p>}
      <Button type="submit" look="strong" disabled={isBusy}>
        {texts.signIn.signUp}
      </Button>
    </Form>
  );
}
