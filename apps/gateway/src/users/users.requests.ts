import { z } from 'zod';
import { isHandle, MAX_PEOPLE, normalHandle, type UserPrefixQuery } from '@app/common/contracts';
import { blankOr, code } from '@app/common/errors';
import { checkRequest } from '@app/common/requests';
import { limitWithin } from '../paging/limit';

export const prefixQuery = z.object({
  prefix: z
    .string({ error: blankOr('prefix_blank', 'prefix_malformed') })
    .transform(normalHandle)
    .refine((prefix) => prefix !== '', { error: code('prefix_blank'), abort: true })
    .refine(isHandle, code('prefix_malformed'))
    .meta({ description: 'How the handle begins, also with `@` before it, in any case of its letters.' }),
  limit: limitWithin(MAX_PEOPLE, MAX_PEOPLE, 'limit_out_of_range_1_20'),
});

/** `GET /api/users`. */
export const checkPrefixQuery = (query: unknown): Omit<UserPrefixQuery, 'readerUuid'> =>
  checkRequest(prefixQuery, query);
