import type { FastifyRequest } from 'fastify';

/** Configures a route whose answer goes on for as long as its caller wants: no measure of requests takes it in. */
export const STREAM = { isStream: true };

export const isStream = (request: FastifyRequest): boolean =>
  (request.routeOptions.config as Partial<typeof STREAM>).isStream ?? false;
