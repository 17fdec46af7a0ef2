import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { appendField } from '../answers/append-field';
import { entityTag, isNamed } from '../answers/entity-tag';
import { isStream } from '@app/common/http';
import { hasOwnTag } from '../answers/own-tag';
import { isOpen } from '../auth/open';

/** Lets callers keep what they have read, and ask by `If-None-Match` whether that still holds. */
export function validateCopies(instance: FastifyInstance): void {
  instance.addHook('onSend', (request, reply, payload, done) => {
    if (isOpen(request) || isStream(request) || hasOwnTag(request.routeOptions)) return done();
    if (!isRead(request, reply) || !isWhole(payload)) return done();
    const tag = entityTag(payload);
    reply.headers({ etag: tag, 'cache-control': 'private, no-cache' });
    appendField(reply, 'vary', 'accept-encoding');
    if (!isNamed(tag, request.headers['if-none-match'])) return done();
    reply.status(304).removeHeader('content-type');
    // Fastify itself takes the body from an answer to HEAD, and expects one.
    done(null, request.method === 'HEAD' ? payload : null);
  });
}

const isRead = ({ method }: FastifyRequest, { statusCode }: FastifyReply): boolean =>
  (method === 'GET' || method === 'HEAD') && statusCode === 200;

const isWhole = (payload: unknown): payload is string | Buffer =>
  typeof payload === 'string' || Buffer.isBuffer(payload);
