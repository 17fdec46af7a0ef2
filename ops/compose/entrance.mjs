/**
 * Hands each connection on to a copy of a service, each copy in its turn; one that does not take it is passed over.
 * `node entrance.mjs <service> <port>`: the network's name server knows the copies, and this listens on the same port.
 */
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import process from 'node:process';
import { pipeline } from 'node:stream';

const [service, port] = process.argv.slice(2);
const CONNECT_LIMIT_MS = 1_000;
let turn = 0;

async function connectToCopy() {
  const copies = (await lookup(service, { all: true })).map(({ address }) => address).sort();
  const first = turn++;
  for (let next = 0; next < copies.length; next++) {
    const copy = await connected(copies[(first + next) % copies.length]);
    if (copy) return copy;
  }
  throw new Error(`no copy of ${service} takes connections`);
}

/** Undefined where nobody answers. */
async function connected(host) {
  const socket = connect({ host, port, allowHalfOpen: true });
  socket.setTimeout(CONNECT_LIMIT_MS, () => socket.destroy(new Error('no answer')));
  try {
    await once(socket, 'connect');
    return socket.setTimeout(0);
  } catch {
    return undefined;
  }
}

async function handOn(client) {
  client.on('error', () => undefined);
  try {
    pipeline(client, await connectToCopy(), client, () => undefined);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    client.destroy();
  }
}

createServer({ allowHalfOpen: true }, (client) => void handOn(client)).listen(Number(port));
process.once('SIGTERM', () => process.exit());
