import { z } from 'zod';
import { blankOr, type ErrorCode } from '@app/common/errors';
import { hasAtMost, hasForbiddenControls, isOneLine, isVisible, turnsDirection } from '@app/common/text';

interface Breaches {
  blank: ErrorCode;
  malformed: ErrorCode;
  tooLong: ErrorCode;
}

/** A name of 1 to `max` characters, trimmed: it stands in the middle of other text, so it may neither break its line nor turn it round. */
export const lineOfText = (max: number, { blank, malformed, tooLong }: Breaches) =>
  z
    .string({ error: blankOr(blank, malformed) })
    .transform((text) => text.trim())
    .refine(fitsIntoLine, { error: malformed, abort: true })
    .refine(isVisible, { error: blank, abort: true })
    .refine((text) => hasAtMost(max, text), tooLong)
    .meta({ description: `1 to ${max} characters in one line, after trimming.` });

const fitsIntoLine = (text: string): boolean =>
  isOneLine(text) && !hasForbiddenControls(text) && !turnsDirection(text) && !text.includes('\t');
