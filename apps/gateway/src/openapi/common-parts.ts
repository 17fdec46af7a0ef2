import type { ErrorCode } from '@app/common/errors';
import { headerReferences } from './description/headers';
import { OUTSIDE_OPERATIONS } from './description/refusals';
import { codesContent, OF_THE_SERVER, refusalContent } from './responses';

/** What any operation takes. */
export const COMMON_PARAMETERS = {
  'X-Request-Id': {
    name: 'X-Request-Id',
    in: 'header',
    description:
      'A name for the request of 1 to 64 letters, digits, dots, underscores and hyphens; another is replaced.',
    schema: { type: 'string' },
  },
  'If-None-Match': {
    name: 'If-None-Match',
    in: 'header',
    description: 'The `ETag` of what the caller has already.',
    schema: { type: 'string' },
  },
};

const refused = (status: number, description: string, code: ErrorCode) => ({
  description,
  content: refusalContent(status, [code]),
});

const refusedUnread = (status: number, description: string) => ({
  description,
  content: codesContent(status, ['request_malformed']),
});

const [NOT_FOUND, METHOD_NOT_ALLOWED] = OUTSIDE_OPERATIONS;

/** What is answered beside the operations, or to any of them. */
export const COMMON_RESPONSES = {
  NotFound: {
    ...refused(404, 'There is no such address.', NOT_FOUND),
    headers: headerReferences(['X-Request-Id', 'RateLimit-Policy', 'RateLimit']),
  },
  MethodNotAllowed: {
    ...refused(405, 'The path has no such method.', METHOD_NOT_ALLOWED),
    headers: headerReferences(['X-Request-Id', 'Allow']),
  },
  TooManyRequestsAtOnce: {
    ...refused(429, 'The caller has too many under way. Nothing was done.', 'too_many_requests_at_once'),
    headers: headerReferences(['X-Request-Id', 'Retry-After']),
  },
  Overloaded: {
    ...refused(503, 'All have too many under way. Nothing was done.', 'overloaded'),
    headers: headerReferences(['X-Request-Id', 'Retry-After']),
  },
  RequestMalformed: {
    ...refused(400, 'The address cannot be read, or it is not HTTP.', 'request_malformed'),
    headers: headerReferences(['X-Request-Id']),
  },
  [OF_THE_SERVER[408]]: refusedUnread(408, 'The request took longer than 10 s to arrive.'),
  [OF_THE_SERVER[417]]: { description: 'There is no such `Expect`.' },
  [OF_THE_SERVER[431]]: refusedUnread(431, 'The headers are longer than 16 KB.'),
};
