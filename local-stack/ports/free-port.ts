import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/**
 * Below those that systems give to outgoing connections and to servers that ask for any, and above the last of those
 * (10080) that `fetch` refuses.
 */
const [LOWEST, HIGHEST] = [11_000, 32_000];

/**
 * Ports that nobody listens on, and that nobody is given by chance before they are used. All are held until the last is
 * found, so that no two are the same.
 */
export async function freePorts(count: number): Promise<number[]> {
  const held = new Map<number, Server>();
  while (held.size < count) {
    const port = randomInt(LOWEST, HIGHEST);
    const server = await listening(port);
    if (server) held.set(port, server);
  }
  await Promise.all([...held.values()].map((server) => new Promise((closed) => server.close(closed))));
  return [...held.keys()];
}

export const freePort = async (): Promise<number> => (await freePorts(1))[0]!;

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
