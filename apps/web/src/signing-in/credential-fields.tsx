import { texts } from '../texts';
import { TextField } from '../ui/text-field';

interface CredentialFieldProps {
  /** What is wrong with it. */
  error?: string | undefined;
}

export const EmailField = ({ error }: CredentialFieldProps) => (
  <TextField label={texts.signIn.email} name="email" type="email" autoComplete="username" required error={error} />
);

interface PasswordFieldProps extends CredentialFieldProps {
  autoComplete: 'current-password' | 'new-password';
}

export const PasswordField = (props: PasswordFieldProps) => (
  <TextField label={texts.signIn.password} name="password" type="password" required {...props} />
);
