import type { AccessToken } from '@cruddur/client';

/** Somebody who is signed in. */
export interface Session {
  /** A token that is good for a while, refreshed where it has to be. @throws SignedOut when the pool refuses that for good. */
  accessToken(): Promise<AccessToken>;
  /** Forgets the tokens, and has the pool revoke what can be. */
  signOut(): Promise<void>;
}

/** The pool gives this person no more tokens. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut';
}

/** What the pool, or the person, has got wrong. */
export type SignInFault =
  | 'wrong_password'
  | 'not_confirmed'
  | 'wrong_code'
  | 'email_taken'
  | 'weak_password'
  | 'malformed'
  | 'too_many_tries'
  | 'unavailable';

export class SignInFailed extends Error {
  override readonly name = 'SignInFailed';

  constructor(
    readonly fault: SignInFault,
    cause?: unknown,
  ) {
    super(fault, { cause });
  }
}

export interface NewPerson {
  email: string;
  password: string;
  handle: string;
  displayName: string;
}

/** Signing in by a form of the page. @throws SignInFailed */
export interface FormSignIn {
  readonly kind: 'form';
  /** Who was signed in when the page was loaded again. */
  resume(): Promise<Session | undefined>;
  signIn(email: string, password: string): Promise<Session>;
  signUp(person: NewPerson): Promise<void>;
  confirm(email: string, code: string): Promise<void>;
  sendCodeAgain(email: string): Promise<void>;
}

/** Signing in on a page of the pool. @throws SignInFailed */
export interface HostedSignIn {
  readonly kind: 'hosted';
  /** Who was signed in, or comes back from the pool's page. */
  resume(): Promise<Session | undefined>;
  /** Leaves for the pool's page. */
  leave(): Promise<never>;
}

export type SignIn = FormSignIn | HostedSignIn;
