import type { FastifyInstance } from 'fastify';

/**
 * Tells callers to close their connection with the answer to a request that was under way when the server began to
 * close. Fastify closes idle connections then, but would keep such a one open for a next request, and wait for its end.
 */
export function closeConnectionsOnStop(instance: FastifyInstance): void {
  let closing = false;
  instance.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  instance.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) reply.header('connection', 'close');
    done();
  });
}
