import { ERROR_CODES, type ErrorCode } from '@app/common/errors';
import type { RateLimitName } from '@app/common/rate-limits';
import type { Caller, Operation } from './operation';

/** What is wrong with a request before anybody knows what it asks for. */
const OF_EVERY_REQUEST: ErrorCode[] = ['request_malformed', 'internal_error'];

const OF_LOAD: ErrorCode[] = ['too_many_requests_at_once', 'overloaded', 'service_unavailable'];

/** A first request with a valid token is a sign-up, where the pool's own call was lost. */
const OF_SIGNING_IN: ErrorCode[] = [
  'unauthorized',
  'signing_key_unknown',
  'user_not_registered',
  'account_suspended',
  'handle_taken',
  'email_taken',
  'rate_limited_sign_up',
  'rate_limited_bad_token',
];

/** Also where none is wanted. */
const OF_ANY_BODY: ErrorCode[] = ['body_not_json', 'body_not_utf8', 'body_too_large', 'content_type_not_json'];

/** Codes that belong to no operation: what they answer is none. */
export const OUTSIDE_OPERATIONS = ['not_found', 'method_not_allowed'] as const satisfies ErrorCode[];

const BY_CALLER: Record<Caller, ErrorCode[]> = {
  'signed-in': [...OF_EVERY_REQUEST, ...OF_LOAD, ...OF_SIGNING_IN],
  'as-configured': [...OF_EVERY_REQUEST, ...OF_LOAD, ...OF_SIGNING_IN],
  anybody: [...OF_EVERY_REQUEST, ...OF_LOAD],
  probe: OF_EVERY_REQUEST,
};

/** All codes that an operation may be refused with: of its kind, and its own. */
export const refusalsOf = ({ method, path, caller, body, limit, refusals = [] }: Operation): ErrorCode[] => [
  ...BY_CALLER[caller],
  ...(method === 'get' ? [] : OF_ANY_BODY),
  ...(body ? (['body_not_json_object'] as const) : []),
  ...(limit ? [limitCode(limit)] : []),
  // Where the last part of the address is empty, nothing is there to be changed.
  ...(method !== 'get' && path.endsWith('}') ? (['not_found'] as const) : []),
  ...refusals,
];

const limitCode = (limit: RateLimitName): ErrorCode => `rate_limited_${limit}`;

/** Codes by the status at which they are told, both in ascending order. */
export function byStatus(codes: Iterable<ErrorCode>): Map<number, ErrorCode[]> {
  const found = new Map<number, ErrorCode[]>();
  for (const code of [...new Set(codes)].sort()) {
    const { status } = ERROR_CODES[code];
    found.set(status, [...(found.get(status) ?? []), code]);
  }
  return new Map([...found].sort(([one], [other]) => one - other));
}
