import { z } from 'zod';
import { MAX_BIO_CHARACTERS, MAX_DISPLAY_NAME_CHARACTERS } from '@app/common/contracts';
import { blankOr, code } from '@app/common/http';

/** What the fields of a user may be; the message of each rule is the code of its breach. */

const ONE_LINE = /^\P{C}*$/u;
/** As long as a user pool lets a name be. */
const HANDLE = /^[^\p{C}\s]{1,128}$/u;
const EMAIL = /^[^\p{C}\s@]+@[^\p{C}\s@]+$/u;

const hasAtMost = (characters: number) => (text: string) => Array.from(text).length <= characters;
/** Postgres stores neither a NUL nor half a surrogate pair. */
const isStorable = (text: string) => !text.includes('\0') && text.isWellFormed();

export const displayName = z
  .string({ error: blankOr('display_name_blank', 'display_name_malformed') })
  .trim()
  .min(1, code('display_name_blank'))
  .regex(ONE_LINE, code('display_name_malformed'))
  .refine(hasAtMost(MAX_DISPLAY_NAME_CHARACTERS), code('display_name_exceed_max_chars_128'));

/** Null where it is blank. */
export const bio = z
  .string({ error: code('bio_malformed') })
  .refine(isStorable, { error: code('bio_malformed'), abort: true })
  .trim()
  .refine(hasAtMost(MAX_BIO_CHARACTERS), code('bio_exceed_max_chars_1024'))
  .transform((text) => text || null)
  .nullable();

export const handle = z
  .string({ error: blankOr('handle_blank', 'handle_malformed') })
  .min(1, { error: code('handle_blank'), abort: true })
  .regex(HANDLE, code('handle_malformed'));

export const email = z
  .string({ error: blankOr('email_blank', 'email_malformed') })
  .min(1, { error: code('email_blank'), abort: true })
  .max(320, code('email_malformed'))
  .regex(EMAIL, code('email_malformed'));

/** Nobody has a uuid that is none, and Postgres refuses to compare one. */
export const isUuid = (text: string): boolean => z.guid().safeParse(text).success;
