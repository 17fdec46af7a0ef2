import type { FastifyRequest } from 'fastify';
import { isProbe } from '@app/common/http';

/** Configures a route that is answered without a user. All others are closed, except for probes. */
export const OPEN = { isOpen: true };

export const isOpen = (request: FastifyRequest): boolean =>
  isProbe(request) || ((request.routeOptions.config as Partial<typeof OPEN>).isOpen ?? false);
