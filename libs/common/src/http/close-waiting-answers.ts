import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Has `close` come once for every answer. On a connection with several requests, older Nodes tell of its end only the
 * answer that they are sending: those behind would count as under way for ever, and their work would go on. Node 24.22 destroys
 * those too, and so tells them.
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
    for (const answer of answers) if (answer.socket === null && !answer.destroyed) answer.emit('close');
  });
  return answers;
}
