import { z } from 'zod';
import type { ListGroupsQuery } from '@app/common/contracts';
import { code } from '@app/common/errors';
import { checkRequest } from '@app/common/requests';
import { limit } from '../paging/limit';

export const listQuery = z.object({
  limit,
  cursor: z
    .string(code('cursor_malformed'))
    .min(1, code('cursor_malformed'))
    .optional()
    .meta({ description: 'A place in the list, as a `Link` of another page names it.' }),
  archived: z
    .enum(['true', 'false'], code('archived_malformed'))
    .transform((text) => text === 'true')
    .optional()
    .meta({ description: 'Whether those conversations are listed that are archived; absent, the others are.' }),
});

/** `GET /api/message_groups`. What a cursor holds is known only to the service that made it. */
export const checkListQuery = (query: unknown): ListGroupsQuery => checkRequest(listQuery, query);
