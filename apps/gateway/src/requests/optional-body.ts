import type { FastifyRequest } from 'fastify';

/** Configures a route that asks for no body: many clients send the type of one with every request, and nothing behind it. */
export const OPTIONAL_BODY = { mayLackBody: true };

export const mayLackBody = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as Partial<typeof OPTIONAL_BODY>).mayLackBody ?? false;
