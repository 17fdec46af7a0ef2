import { z } from 'zod';
import { isHandle, normalHandle } from '@app/common/contracts';
import { blankOr, code } from '@app/common/errors';

/** What else the fields of a user may be; the message of each rule is the code of its breach. */

const composed = (text: string): string => text.normalize('NFC');
const isThere = (text: string): boolean => text !== '';

/** In its normal form, so that it is found as it is written. */
export const handle = z
  .string({ error: blankOr('handle_blank', 'handle_malformed') })
  .transform((text) => composed(normalHandle(text)))
  .refine(isThere, { error: code('handle_blank'), abort: true })
  .refine((text) => isHandle(text) && normalHandle(text) === text, code('handle_malformed'));

const EMAIL =
  /^[^\p{C}\p{White_Space}\p{Default_Ignorable_Code_Point}@]+@[^\p{C}\p{White_Space}\p{Default_Ignorable_Code_Point}@]+$/u;

export const email = z
  .string({ error: blankOr('email_blank', 'email_malformed') })
  .transform((text) => composed(text.trim()))
  .refine(isThere, { error: code('email_blank'), abort: true })
  .refine((text) => text.length <= 320 && EMAIL.test(text), code('email_malformed'));

/** Check this before a query: Postgres refuses to compare a text that is no uuid. */
export const isUuid = (text: string): boolean => z.guid().safeParse(text).success;
