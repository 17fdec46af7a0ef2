import type { FastifyReply } from 'fastify';
import type { RawAnswer } from '@app/common/http';

/** Sends what a service has written for the caller, in its bytes: nothing here reads them. */
export function passOn(reply: FastifyReply, { bytes }: Pick<RawAnswer, 'bytes'>): void {
  void reply.type('application/json; charset=utf-8').send(bytes);
}
