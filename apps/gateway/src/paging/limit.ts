import { z } from 'zod';
import { DEFAULT_PAGE, MAX_PAGE } from '@app/common/contracts';
import { code, type ErrorCode } from '@app/common/errors';

/** `limit` of a query string: as many as there may be at most, and as many as there are where nothing is said. */
export const limitWithin = (most: number, usual: number, outOfRange: ErrorCode) =>
  z
    .string(outOfRange)
    .regex(/^\d{1,3}$/, { error: outOfRange, abort: true })
    .transform(Number)
    .refine((size) => size >= 1 && size <= most, outOfRange)
    .default(usual)
    .meta({
      description: 'The most entries that the answer may have.',
      shownAs: { type: 'integer', minimum: 1, maximum: most, default: usual },
    });

/** Of a page. */
export const limit = limitWithin(MAX_PAGE, DEFAULT_PAGE, code('limit_out_of_range_1_200'));
