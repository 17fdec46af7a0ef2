import type { FastifyReply } from 'fastify';
import type { ErrorCode } from '@app/common/errors';

/** As a service refuses, with what is nobody else's business. */
export function refuse(
  reply: FastifyReply,
  status: number,
  ...codes: ErrorCode[]
): { codes: ErrorCode[]; detail: string } {
  reply.status(status);
  return { codes, detail: `secret detail of ${codes.join(', ')}` };
}
