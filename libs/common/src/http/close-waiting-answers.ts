import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Has `close` come for every answer. On a connection with several requests, Node tells of its end only the answer that it
 * is sending: those behind would count as under way for ever, and their work would go on.
 */
export function closeWaitingAnswers(instance: FastifyInstance): void {
  const waiting = new WeakMap<Socket, Set<ServerResponse>>();
  instance.addHook('onRequest', (request, reply, done) => {
    const { raw: answer } = reply;
    if (answer.socket === null) {
      const { socket } = request.raw;
      const answers = waiting.get(socket) ?? watch(socket);
      waiting.set(socket, answers.add(answer));
      answer.once('close', () => answers.delete(answer));
    }
    done();
  });
}

function watch(socket: Socket): Set<ServerResponse> {
  const answers = new Set<ServerResponse>();
  socket.once('close', () => {
    for (const answer of answers) if (answer.socket === null) answer.emit('close');
  });
  return answers;
}
