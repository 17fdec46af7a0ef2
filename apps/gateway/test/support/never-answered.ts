import type { ErrorCode } from '@app/common/errors';

/** Codes that no call of the gateway is refused with, and why. */
export const NEVER_ANSWERED: Partial<Record<ErrorCode, string>> = {
  caller_gone: 'nobody is left to hear of it',
  cognito_user_id_taken: 'a sign-up that meets it is answered with the user who has the id',
  email_blank: 'a sign-up without one comes in without',
  email_malformed: 'the same',
};
