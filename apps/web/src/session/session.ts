import type { AccessToken } from '@cruddur/client';

/** Somebody who is signed in. */
export interface Session {
  /**
   * A token that is good for a while; whoever asks again gets another, as the one before was refused or is about to end.
   * @throws SignedOut when the pool refuses that for good, and something else when it does not answer.
   */
  accessToken(): Promise<AccessToken>;
  /** Forgets the tokens, which are of no use any more. */
  forget(): void;
  /** Forgets the tokens at once. Resolves when the pool has revoked what it can. */
  signOut(): Promise<void>;
}

/** The pool gives this person no more tokens. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut';
}

/** What the pool, or the person, has got wrong. */
export type SignInFault =
  | 'wrong_password'
  | 'disabled'
  /** Such as by a second factor, which this page does not ask for. */
  | 'another_way'
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

/** Who waits for a code knows their password already. */
export interface Credentials {
  email: string;
  password: string;
}

export interface NewPerson extends Credentials {
  handle: string;
  displayName: string;
}

/** Signing in by a form of the page. @throws SignInFailed */
export interface FormSignIn {
  readonly kind: 'form';
  /** Who was signed in when the page was loaded again; whether the pool still knows them shows later. */
  resume(): Promise<Session | undefined>;
  signIn(email: string, password: string): Promise<Session>;
  signUp(person: NewPerson): Promise<void>;
  confirm(email: string, code: string): Promise<void>;
  sendCodeAgain(email: string): Promise<void>;
}

/** Signing in on a page of the pool. @throws SignInFailed */
export interface HostedSignIn {
  readonly kind: 'hosted';
  /** Who was signed in, or comes back from the pool's page. @throws SignInFailed when the pool does not let them in. */
  resume(): Promise<Session | undefined>;
  /** Leaves for the pool's page. */
  leave(): Promise<never>;
}

export type SignIn = FormSignIn | HostedSignIn;
