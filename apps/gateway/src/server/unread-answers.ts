import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

const LOOK_EVERY_MS = 1_000;

/**
 * Takes no more bytes from who takes no answer: they would count as signs of life on a connection that is cut when nothing
 * moves on it, and line ends between two requests are bytes too.
 */
export function readNothingWhileUnread(instance: FastifyInstance): void {
  instance.addHook('onSend', ({ raw: { socket } }, reply, _payload, done) => {
    const looking = setInterval(() => {
      // Who has hung up before the answer has closed it already, and it closes once.
      if (socket.destroyed) clearInterval(looking);
      else pauseWhileUnread(socket);
    }, LOOK_EVERY_MS).unref();
    reply.raw.once('close', () => clearInterval(looking));
    done();
  });
}

function pauseWhileUnread(socket: Socket): void {
  if (!socket.writableNeedDrain || socket.isPaused()) return;
  socket.pause();
  socket.once('drain', () => socket.resume());
}
