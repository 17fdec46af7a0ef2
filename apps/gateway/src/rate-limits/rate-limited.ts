import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type { RateLimitName } from '@app/common/rate-limits';

interface LimitedRoute {
  rateLimit: RateLimitName;
}

/** Marks a route whose requests are counted: by the caller's person, or by address where there is none. */
export const RateLimited = (rateLimit: RateLimitName, others: object = {}) => RouteConfig({ ...others, rateLimit });

/** From now on a route that is added with this limit wants a token, even if it is marked as open. */
export function closeRoutes(instance: FastifyInstance, rateLimit: RateLimitName): void {
  instance.addHook('onRoute', (route: RouteOptions) => {
    const config: object = route.config ?? {};
    if (!('rateLimit' in config) || config.rateLimit !== rateLimit) return;
    Object.assign(route, { config: { ...config, isOpen: false } });
  });
}

export const rateLimitOf = (request: FastifyRequest): RateLimitName | undefined =>
  (request.routeOptions.config as Partial<LimitedRoute>).rateLimit;
