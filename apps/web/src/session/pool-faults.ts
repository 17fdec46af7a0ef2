import { SignInFailed, type SignInFault } from './session';

/** What was asked of the pool: a code of its errors means something else of another call. */
export type PoolCall = 'sign_in' | 'sign_up' | 'confirm' | 'send_code';

/** What any call may be told. */
const FAULTS: Record<string, SignInFault> = {
  InvalidParameterException: 'malformed',
  LimitExceededException: 'too_many_tries',
  TooManyFailedAttemptsException: 'too_many_tries',
  TooManyRequestsException: 'too_many_tries',
};

const FAULTS_OF: Record<PoolCall, Record<string, SignInFault>> = {
  sign_in: {
    // Of the local pool, for a password that is another one.
    InvalidPasswordException: 'wrong_password',
    NotAuthorizedException: 'wrong_password',
    PasswordResetRequiredException: 'another_way',
    UserNotConfirmedException: 'not_confirmed',
    UserNotFoundException: 'wrong_password',
  },
  sign_up: {
    AliasExistsException: 'email_taken',
    InvalidPasswordException: 'weak_password',
    UserLambdaValidationException: 'malformed',
    UsernameExistsException: 'email_taken',
  },
  confirm: {
    AliasExistsException: 'email_taken',
    CodeMismatchException: 'wrong_code',
    ExpiredCodeException: 'wrong_code',
    NotAuthorizedException: 'wrong_code',
    UserNotFoundException: 'wrong_code',
  },
  send_code: {},
};

/** The pool tells these by its words alone. */
const FAULTS_IN_WORDS: [PoolCall, RegExp, SignInFault][] = [
  ['sign_in', /attempts exceeded/i, 'too_many_tries'],
  ['sign_in', /disabled/i, 'disabled'],
  ['sign_up', /at 'password'/i, 'weak_password'],
];

/** After these the pool gives whoever has the refresh token no more. */
const REFUSALS = [
  'NotAuthorizedException',
  'PasswordResetRequiredException',
  'RefreshTokenReuseException',
  'ResourceNotFoundException',
  'UserNotConfirmedException',
  'UserNotFoundException',
];

export function faultOf(call: PoolCall, error: unknown): SignInFault {
  const { code, message } = told(error);
  const inWords = FAULTS_IN_WORDS.find(([of, words]) => of === call && words.test(message));
  return inWords?.[2] ?? FAULTS_OF[call][code] ?? FAULTS[code] ?? 'unavailable';
}

export const failed = (call: PoolCall, error: unknown): SignInFailed => new SignInFailed(faultOf(call, error), error);

/** Whether somebody who asks to be confirmed is already. */
export const isConfirmed = (error: unknown): boolean =>
  /status is confirmed|already confirmed/i.test(told(error).message);

/** Whether the pool has refused a further token, and not just failed to answer. */
export const isRefusal = (error: unknown): boolean => REFUSALS.includes(told(error).code);

function told(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: '', message: '' };
  return { code: 'code' in error ? String(error.code) : '', message: error.message };
}
