import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

type CorsOptions = NonNullable<Parameters<FastifyAdapter['enableCors']>[0]>;

/** Preflights are answered without a token, and the browser remembers them for two hours. */
export const corsOptions = (origins: string[]): CorsOptions => ({
  origin: origins,
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowedHeaders: [
    'Authorization',
    'Content-Type',
    'Idempotency-Key',
    'If-Match',
    'If-None-Match',
    'Last-Event-ID',
    'X-Request-Id',
  ],
  exposedHeaders: ['ETag', 'Event-Cursor', 'Link', 'RateLimit', 'RateLimit-Policy', 'Retry-After', 'X-Request-Id'],
  maxAge: 7_200,
  strictPreflight: false,
});

/** For an answer that comes before the hook which sets the header elsewhere. */
export function allowOrigin(origins: string[], request: FastifyRequest, reply: FastifyReply): void {
  const { origin } = request.headers;
  if (origin !== undefined && (origins.includes(origin) || origins.includes('*'))) {
    reply.header('access-control-allow-origin', origin).header('vary', 'Origin');
  }
}
