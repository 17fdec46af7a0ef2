import type { FastifyReply } from 'fastify';

/** Adds a member to a list in a header that may have some already. */
export function appendField(reply: FastifyReply, header: string, member: string): void {
  const given = reply.getHeader(header);
  reply.header(header, given === undefined ? member : `${String(given)}, ${member}`);
}
