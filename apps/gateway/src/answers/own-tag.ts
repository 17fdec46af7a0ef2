import type { FastifyReply, RouteOptions } from 'fastify';
import { ENTITY_REVISION_HEADER } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import type { RawAnswer } from '@app/common/http';
import { passOn } from './pass-on';

/**
 * Marks a route whose answer has an entity tag of its own: the message's revision, by which `If-Match` refuses to change
 * what somebody else has changed meanwhile. It says nothing of what is told beside the message, such as what that answers,
 * so it never makes an answer a 304. It is strong, so its bytes go out in one form only, never compressed (RFC 9110, 8.8.1).
 */
export const OWN_TAG = { hasOwnTag: true };

export function hasOwnTag(route: Pick<RouteOptions, 'config'>): boolean {
  const config: Partial<typeof OWN_TAG> = route.config ?? {};
  return config.hasOwnTag ?? false;
}

/** Passes on one message, under its tag. */
export function passOnTagged(reply: FastifyReply, answer: RawAnswer): void {
  const revision = answer.headers[ENTITY_REVISION_HEADER];
  if (typeof revision !== 'string' || !/^\d+$/.test(revision)) {
    throw new DomainError('internal_error', { detail: 'a message was answered without its revision' });
  }
  passOn(reply.headers({ etag: `"${revision}"`, 'cache-control': 'private, no-cache' }), answer);
}
