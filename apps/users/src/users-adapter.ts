import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

/** What the AWS SDKs call the JSON of an invocation. */
const INVOCATION_TYPES = ['binary/octet-stream', 'application/octet-stream'];

export function createUsersAdapter(): FastifyAdapter {
  // A handle of any length that fits a request is asked for, and not found, rather than missing its route.
  const adapter = new FastifyAdapter({ routerOptions: { maxParamLength: 16_384 } });
  const instance = adapter.getInstance<FastifyInstance>();
  const parseJson = instance.getDefaultJsonParser('remove', 'remove');
  instance.addContentTypeParser(INVOCATION_TYPES, { parseAs: 'string' }, parseJson);
  return adapter;
}
