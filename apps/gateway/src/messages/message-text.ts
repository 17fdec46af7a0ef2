import { z } from 'zod';
import { MAX_MESSAGE_CHARACTERS } from '@app/common/contracts';
import { blankOr, type ErrorCode } from '@app/common/errors';
import { hasAtMost, hasForbiddenControls, isVisible, withLineFeeds } from '@app/common/text';

/** What is wrong with a text. */
interface TextCodes {
  blank: ErrorCode;
  malformed: ErrorCode;
  tooLong: ErrorCode;
}

/** What shows something, without controls, its lines ending with a line feed and its ends trimmed. */
export const writtenText = (most: number, { blank, malformed, tooLong }: TextCodes) =>
  z
    .string({ error: blankOr(blank, malformed) })
    .transform(withLineFeeds)
    .refine((text) => !hasForbiddenControls(text), { error: malformed, abort: true })
    .transform((text) => text.trim())
    .refine(isVisible, { error: blank, abort: true })
    .refine((text) => hasAtMost(most, text), tooLong)
    .meta({ description: `1 to ${most} characters after trimming, of which at least one is seen.` });

export const messageText = writtenText(MAX_MESSAGE_CHARACTERS, {
  blank: 'message_blank',
  malformed: 'message_malformed',
  tooLong: 'message_exceed_max_chars_1024',
});
