import { z } from 'zod';
import { blankOr, code } from '@app/common/http';
import { hasAtMost, hasForbiddenControls, isOneLine, isVisible, turnsDirection, withLineFeeds } from '@app/common/text';
import { MAX_BIO_CHARACTERS, MAX_DISPLAY_NAME_CHARACTERS } from './users-api';

/** What users may say about themselves; the message of each rule is the code of its breach. */

const trimmed = (text: string): string => text.trim();

/** Names stand in the middle of other text, so they may neither break its line nor turn it round. */
const fitsIntoLine = (text: string): boolean =>
  isOneLine(text) && !hasForbiddenControls(text) && !turnsDirection(text) && !text.includes('\t');

export const displayName = z
  .string({ error: blankOr('display_name_blank', 'display_name_malformed') })
  .transform(trimmed)
  .refine(fitsIntoLine, { error: code('display_name_malformed'), abort: true })
  .refine(isVisible, { error: code('display_name_blank'), abort: true })
  .refine((text) => hasAtMost(MAX_DISPLAY_NAME_CHARACTERS, text), code('display_name_exceed_max_chars_128'))
  .meta({ description: `1 to ${MAX_DISPLAY_NAME_CHARACTERS} characters in one line, after trimming.` });

/** Null where it shows nothing. */
export const bio = z
  .string({ error: code('bio_malformed') })
  .transform(withLineFeeds)
  .refine((text) => !hasForbiddenControls(text), { error: code('bio_malformed'), abort: true })
  .transform(trimmed)
  .refine((text) => hasAtMost(MAX_BIO_CHARACTERS, text), code('bio_exceed_max_chars_1024'))
  .transform((text) => (isVisible(text) ? text : null))
  .nullable()
  .meta({
    description: `At most ${MAX_BIO_CHARACTERS} characters after trimming; a blank one is removed, an absent one stays.`,
  });
