import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { isProbe } from '@app/common/http';

export const OPEN = { isOpen: true };

/** Marks a route that is answered without a user. All others are closed, except for probes. */
export const Open = () => RouteConfig(OPEN);

export const isOpen = (request: FastifyRequest): boolean =>
  isProbe(request) || ((request.routeOptions.config as Partial<typeof OPEN>).isOpen ?? false);
