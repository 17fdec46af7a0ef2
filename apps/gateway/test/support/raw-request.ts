import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

function open(url: string): Socket {
  const { hostname, port } = new URL(url);
  return connect(Number(port), hostname);
}

/** Sends text as it is, which no HTTP client would, and resolves with all that comes back before the socket closes. */
export async function rawRequest(url: string, text: string): Promise<string> {
  const socket = open(url);
  const received: Buffer[] = [];
  socket.on('data', (chunk) => received.push(chunk));
  socket.write(text);
  await once(socket, 'close');
  return Buffer.concat(received).toString();
}

/** Sends a request to its end, piece by piece, before it looks for an answer. */
export async function sendThenRead(url: string, head: string, body: Buffer): Promise<string> {
  const socket = open(url).pause();
  await once(socket, 'connect');
  socket.write(head);
  for (let sent = 0; sent < body.length; sent += 32_768) {
    socket.write(body.subarray(sent, sent + 32_768));
    await nextTurn();
  }
  socket.resume();
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return answer.toString();
}
