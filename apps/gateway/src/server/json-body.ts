import { isUtf8 } from 'node:buffer';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { DomainError } from '@app/common/errors';
import { mayLackBody } from '../requests/optional-body';

/** Five times the longest message in its longest JSON form, all of it escaped. */
export const BODY_LIMIT_BYTES = 64 * 1_024;

/** Takes JSON in UTF-8 and nothing else; keys that reach an object's prototype are dropped. */
export function acceptJsonOnly(adapter: FastifyAdapter): void {
  const instance = adapter.getInstance<FastifyInstance>();
  instance.removeAllContentTypeParsers();
  const parseJson = instance.getDefaultJsonParser('remove', 'remove');
  adapter.useBodyParser('application/json', false, { bodyLimit: BODY_LIMIT_BYTES }, (request, body, done) => {
    if (!isUtf8(body)) return done(new DomainError('body_not_utf8'));
    if (body.length === 0 && mayLackBody(request)) return done(null, undefined);
    return parseJson(request, body.toString('utf8'), (error, value) =>
      error ? done(new DomainError('body_not_json')) : done(null, value),
    );
  });
}
