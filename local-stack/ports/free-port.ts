import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** From the first port of it up to the one before the last. */
export type PortRange = readonly [from: number, to: number];

/**
 * All are below those that systems give to outgoing connections and to servers that ask for any, and above the last of
 * those (10080) that `fetch` refuses.
 */
const FOR_STACKS: PortRange = [11_000, 28_000];
/** For what opens its port at once, in a process that knows nothing of the ports given to others. */
export const OPENED_AT_ONCE: PortRange = [28_000, 32_000];

/** Jest's workers count from 1. */
const SHARES = 8;

/** A port is opened long after it was given, so that what runs side by side has to draw from shares of its own. */
export function shareOf(worker: number): PortRange {
  const [from, to] = FOR_STACKS;
  const size = Math.floor((to - from) / SHARES);
  const start = from + (worker % SHARES) * size;
  return [start, start + size];
}

const ownShare = shareOf(Number(process.env['JEST_WORKER_ID'] ?? 0));

/** A port stays its owner's while the owner is down. */
const given = new Set<number>();

/** Ports that nobody listens on. No port is given twice by a process, nor by two of Jest's workers. */
export async function freePorts(count: number, [from, to]: PortRange = ownShare): Promise<number[]> {
  const held = new Map<number, Server>();
  while (held.size < count) {
    const port = randomInt(from, to);
    if (given.has(port)) continue;
    const server = await listening(port);
    if (!server) continue;
    given.add(port);
    held.set(port, server);
  }
  await Promise.all([...held.values()].map((server) => new Promise((closed) => server.close(closed))));
  return [...held.keys()];
}

export const freePort = async (range?: PortRange): Promise<number> => (await freePorts(1, range))[0]!;

/** @returns undefined where the port is taken. */
async function listening(port: number): Promise<Server | undefined> {
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return server;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return undefined;
    throw error;
  }
}
