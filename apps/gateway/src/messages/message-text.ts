import { z } from 'zod';
import { MAX_MESSAGE_CHARACTERS } from '@app/common/contracts';
import { blankOr, code } from '@app/common/http';
import { hasAtMost, hasForbiddenControls, isVisible, withLineFeeds } from '@app/common/text';

/** What shows something, without controls, its lines ending with a line feed and its ends trimmed: 1 to 1024 characters. */
export const messageText = z
  .string({ error: blankOr('message_blank', 'message_malformed') })
  .transform(withLineFeeds)
  .refine((text) => !hasForbiddenControls(text), { error: code('message_malformed'), abort: true })
  .transform((text) => text.trim())
  .refine(isVisible, { error: code('message_blank'), abort: true })
  .refine((text) => hasAtMost(MAX_MESSAGE_CHARACTERS, text), code('message_exceed_max_chars_1024'))
  .meta({ description: `1 to ${MAX_MESSAGE_CHARACTERS} characters after trimming, of which at least one is seen.` });
