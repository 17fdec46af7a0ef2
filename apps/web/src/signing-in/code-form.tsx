import { useState } from 'react';
import type { Credentials, FormSignIn, Session } from '../session/session';
import { texts } from '../texts';
import { Button } from '../ui/button';
import { Form } from '../ui/form';
import { TextField } from '../ui/text-field';
import { fieldsOf } from './form-fields';
import { useFault } from './use-fault';

interface CodeFormProps {
  signIn: FormSignIn;
  credentials: Credentials;
  onSession: (session: Session) => void;
}

/** The code that the pool has sent by email; with it one is signed in as well. */
export function CodeForm({ signIn, credentials: { email, password }, onSession }: CodeFormProps) {
  const { problem: fault, isBusy, attempt } = useFault();
  const [isSentAgain, setSentAgain] = useState(false);
  const submit = (form: HTMLFormElement): void => {
    const { code } = fieldsOf(form, 'code');
    void attempt(async () => {
      await signIn.confirm(email, code);
      onSession(await signIn.signIn(email, password));
    });
  };
  const sendAgain = (): void =>
    void attempt(async () => {
      setSentAgain(false);
      await signIn.sendCodeAgain(email);
      setSentAgain(true);
    });
  return (
    <Form onSubmit={submit} aria-label={texts.signIn.codeTitle}>
      <h2>{texts.signIn.codeTitle}</h2>
      <p>{texts.signIn.codeSent(email)}</p>
      <TextField
        label={texts.signIn.code}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        autoFocus
        error={fault && texts.signIn.faults[fault]}
      />
      <Button type="submit" look="strong" disabled={isBusy}>
        {texts.signIn.confirm}
      </Button>
      <Button disabled={isBusy} onClick={sendAgain}>
        {texts.signIn.sendAgain}
      </Button>
      <p role="status">{isSentAgain && texts.signIn.sentAgain}</p>
    </Form>
  );
}
