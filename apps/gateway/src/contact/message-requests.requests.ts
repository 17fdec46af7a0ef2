import type { ListRequestsQuery } from '@app/common/contracts';
import { checkRequest } from '@app/common/requests';
import { listQuery } from '../message-groups/message-groups.requests';

export const requestsQuery = listQuery.omit({ archived: true });

/** `GET /api/message_requests`. */
export const checkRequestsQuery = (query: unknown): ListRequestsQuery => checkRequest(requestsQuery, query);
