import { z } from 'zod';
import { isHandle, MAX_BIO_CHARACTERS, MAX_DISPLAY_NAME_CHARACTERS, normalHandle } from '@app/common/contracts';
import { blankOr, code } from '@app/common/http';
import { hasAtMost, hasForbiddenControls, isOneLine, isVisible, turnsDirection, withLineFeeds } from '@app/common/text';

/** What the fields of a user may be; the message of each rule is the code of its breach. */

const trimmed = (text: string): string => text.trim();
const composed = (text: string): string => text.normalize('NFC');
const isThere = (text: string): boolean => text !== '';

/** Names stand in the middle of other text, so they may neither break its line nor turn it round. */
const fitsIntoLine = (text: string): boolean =>
  isOneLine(text) && !hasForbiddenControls(text) && !turnsDirection(text) && !text.includes('\t');

export const displayName = z
  .string({ error: blankOr('display_name_blank', 'display_name_malformed') })
  .transform(trimmed)
  .refine(fitsIntoLine, { error: code('display_name_malformed'), abort: true })
  .refine(isVisible, { error: code('display_name_blank'), abort: true })
  .refine((text) => hasAtMost(MAX_DISPLAY_NAME_CHARACTERS, text), code('display_name_exceed_max_chars_128'));

/** Null where it shows nothing. */
export const bio = z
  .string({ error: code('bio_malformed') })
  .transform(withLineFeeds)
  .refine((text) => !hasForbiddenControls(text), { error: code('bio_malformed'), abort: true })
  .transform(trimmed)
  .refine((text) => hasAtMost(MAX_BIO_CHARACTERS, text), code('bio_exceed_max_chars_1024'))
  .transform((text) => (isVisible(text) ? text : null))
  .nullable();

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
