import { z } from 'zod';
import type { ListGroupsQuery } from '@app/common/contracts';
import { checkRequest, code, jsonBody } from '@app/common/http';
import { limit } from '../paging/limit';

const listQuery = z.object({
  limit,
  cursor: z.string(code('cursor_malformed')).min(1, code('cursor_malformed')).optional(),
});

/** `GET /api/message_groups`. What a cursor holds is known only to the service that made it. */
export const checkListQuery = (query: unknown): ListGroupsQuery => checkRequest(listQuery, query);

const readMarker = jsonBody({ number: z.int(code('number_malformed')).min(0, code('number_malformed')) });

/** `PUT /api/message_groups/:uuid/read`. */
export const checkReadMarker = (body: unknown): { number: number } => checkRequest(readMarker, body);
