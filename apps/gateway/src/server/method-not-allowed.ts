import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { DomainError } from '@app/common/errors';
import { OPEN } from '../auth/open';

/** The methods that each path answers, filled as routes are added. */
export function recordMethods(instance: FastifyInstance): Map<string, Set<string>> {
  const methods = new Map<string, Set<string>>();
  instance.addHook('onRoute', ({ url, method }: RouteOptions) => {
    methods.set(url, new Set([...(methods.get(url) ?? []), ...[method].flat()]));
  });
  return methods;
}

/** Answers the other methods of known paths with 405 and what is allowed, except for OPTIONS, which belongs to preflights. */
export function refuseOtherMethods(instance: FastifyInstance, known: Map<string, Set<string>>): void {
  for (const [url, allowed] of [...known].filter(([path]) => path.startsWith('/'))) {
    const others = instance.supportedMethods.filter((method) => method !== 'OPTIONS' && !allowed.has(method));
    const allow = [...allowed].join(', ');
    const refuse = (_request: FastifyRequest, reply: FastifyReply): Promise<never> => {
      reply.header('allow', allow);
      return Promise.reject(new DomainError('method_not_allowed'));
    };
    // The hook refuses before anything of a body is read; a route has to have a handler too.
    instance.route({ method: others, url, config: OPEN, onRequest: refuse, handler: refuse });
  }
}
