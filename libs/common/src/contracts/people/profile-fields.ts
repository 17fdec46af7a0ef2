import { z } from 'zod';
import { code } from '@app/common/errors';
import { hasAtMost, hasForbiddenControls, isVisible, withLineFeeds } from '@app/common/text';
import { lineOfText } from './line-of-text';
import { MAX_BIO_CHARACTERS, MAX_DISPLAY_NAME_CHARACTERS } from './users-api';

/** What users may say about themselves; the message of each rule is the code of its breach. */

const trimmed = (text: string): string => text.trim();

export const displayName = lineOfText(MAX_DISPLAY_NAME_CHARACTERS, {
  blank: 'display_name_blank',
  malformed: 'display_name_malformed',
  tooLong: 'display_name_exceed_max_chars_128',
});

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
