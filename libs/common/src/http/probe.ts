import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

/**
 * Marks a route that whoever watches the service calls every few seconds, without a token: it leaves no trace, and no line
 * at `info`.
 */
export const Probe = () => RouteConfig({ isProbe: true });

export const isProbe = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as { isProbe?: true }).isProbe ?? false;
