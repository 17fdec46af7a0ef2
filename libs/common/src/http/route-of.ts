import type { FastifyRequest } from 'fastify';

/** The pattern of the route that answers, never the address: that names people, and callers can make up any. */
export const routeOf = ({ routeOptions }: FastifyRequest): string => routeOptions.url ?? 'unknown';
