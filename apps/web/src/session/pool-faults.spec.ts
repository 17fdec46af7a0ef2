import { faultOf, isConfirmed, isRefusal, type PoolCall } from './pool-faults';
import type { SignInFault } from './session';

/** As the library hands on what the pool has told. */
const told = (code: string, message = ''): Error => Object.assign(new Error(message), { code, name: code });

describe('an error of the pool', () => {
  it.each<[PoolCall, string, string, SignInFault]>([
    ['sign_in', 'NotAuthorizedException', 'Incorrect username or password.', 'wrong_password'],
    ['sign_in', 'UserNotFoundException', 'User does not exist.', 'wrong_password'],
    ['sign_in', 'InvalidPasswordException', 'Invalid password', 'wrong_password'],
    ['sign_in', 'NotAuthorizedException', 'Password attempts exceeded', 'too_many_tries'],
    ['sign_in', 'NotAuthorizedException', 'User is disabled.', 'disabled'],
    ['sign_in', 'UserNotConfirmedException', 'User is not confirmed.', 'not_confirmed'],
    ['sign_in', 'PasswordResetRequiredException', 'Password reset required for the user', 'another_way'],
    ['sign_up', 'UsernameExistsException', 'User already exists', 'email_taken'],
    ['sign_up', 'InvalidPasswordException', 'Password did not conform with policy', 'weak_password'],
    ['sign_up', 'InvalidParameterException', "Value at 'password' failed to satisfy constraint", 'weak_password'],
    ['sign_up', 'InvalidParameterException', 'Username should be an email.', 'malformed'],
    ['confirm', 'CodeMismatchException', 'Invalid verification code provided', 'wrong_code'],
    ['confirm', 'ExpiredCodeException', 'Invalid code provided, please request a code again.', 'wrong_code'],
    ['confirm', 'AliasExistsException', 'An account with the email already exists.', 'email_taken'],
    ['send_code', 'LimitExceededException', 'Attempt limit exceeded', 'too_many_tries'],
    ['sign_in', 'TooManyRequestsException', 'Rate exceeded', 'too_many_tries'],
    ['confirm', 'TooManyFailedAttemptsException', '', 'too_many_tries'],
    ['sign_in', 'NetworkError', 'Network error', 'unavailable'],
    ['sign_in', 'InternalErrorException', '', 'unavailable'],
    ['send_code', 'CognitoLocal#Unsupported', '', 'unavailable'],
  ])('of %s, %s: %s, is %s', (call, code, message, fault) => {
    expect(faultOf(call, told(code, message))).toBe(fault);
  });

  it('that has no code says that signing in does not work', () => {
    expect(faultOf('sign_in', new TypeError('Failed to fetch'))).toBe('unavailable');
  });

  it('ends a session where the pool refuses it, and not where there was no answer', () => {
    const codes = ['NotAuthorizedException', 'UserNotFoundException', 'NetworkError', 'InternalErrorException'];
    expect(codes.map((code) => isRefusal(told(code)))).toEqual([true, true, false, false]);
    expect(isRefusal(new TypeError('Failed to fetch'))).toBe(false);
  });

  it('may say that there is nothing to confirm any more', () => {
    const message = 'User cannot be confirmed. Current status is CONFIRMED';
    expect(isConfirmed(told('NotAuthorizedException', message))).toBe(true);
    expect(isConfirmed(told('CodeMismatchException', 'Invalid verification code provided'))).toBe(false);
  });
});
