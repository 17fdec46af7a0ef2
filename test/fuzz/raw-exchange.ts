import { connect } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Behind the last answer this long nothing more is waited for: a request that is not complete gets none. */
const QUIET_MS = 50;
const LONGEST_MS = 500;

export interface RawAnswers {
  statuses: number[];
  text: string;
}

/** Writes pieces of bytes to one connection, and gathers what comes back until it closes or nothing more does. */
export async function rawExchange(url: URL, pieces: Buffer[]): Promise<RawAnswers> {
  const received: Buffer[] = [];
  const socket = connect(Number(url.port), url.hostname);
  const end = new Promise<void>((resolve) => {
    let quiet = setTimeout(resolve, LONGEST_MS);
    socket.on('data', (chunk) => {
      received.push(chunk);
      clearTimeout(quiet);
      quiet = setTimeout(resolve, QUIET_MS);
    });
    // The server may close while something is still being written.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(quiet);
      resolve();
    });
  });
  for (const piece of pieces) {
    if (socket.writable) socket.write(piece);
    await nextTurn();
  }
  await end;
  socket.destroy();
  return answersIn(Buffer.concat(received).toString('latin1'));
}

const answersIn = (text: string): RawAnswers => ({
  text,
  statuses: [...text.matchAll(/HTTP\/1\.[01] (\d{3}) /g)]
    .map(([, status]) => Number(status))
    .filter((status) => status >= 200),
});
