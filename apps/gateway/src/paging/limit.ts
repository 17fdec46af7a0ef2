import { z } from 'zod';
import { DEFAULT_PAGE, MAX_PAGE } from '@app/common/contracts';
import { code } from '@app/common/http';

const OUT_OF_RANGE = code('limit_out_of_range_1_200');

/** `limit` of a query string. */
export const limit = z
  .string(OUT_OF_RANGE)
  .regex(/^\d{1,3}$/, { error: OUT_OF_RANGE, abort: true })
  .transform(Number)
  .refine((size) => size >= 1 && size <= MAX_PAGE, OUT_OF_RANGE)
  .default(DEFAULT_PAGE);
