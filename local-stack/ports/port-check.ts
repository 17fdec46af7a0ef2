import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { CliError } from '../terminal/cli-error';
import { groupListens } from './group-listener';
import { portOwner } from './port-owner';
import type { PortVariable, Ports } from './ports';

/**
 * Finds every port that is taken before anything starts.
 * @throws CliError naming each, the process that has it, and the variable that moves it.
 */
export async function checkPorts(ports: Ports, wanted: PortVariable[]): Promise<void> {
  const taken = await Promise.all(
    wanted.map(async (variable) =>
      (await isFree(ports[variable])) ? [] : [await describe(variable, ports[variable])],
    ),
  );
  const lines = taken.flat();
  if (lines.length > 0) throw new CliError(lines.join('\n'));
}

/** @throws CliError naming a port that somebody listens on. */
export async function requireFree(ports: number[]): Promise<void> {
  for (const port of ports) {
    if (await isFree(port)) continue;
    const owner = await portOwner(port);
    throw new CliError(`port ${port} is in use${owner ? ` by ${owner}` : ''}`);
  }
}

/** Rejects while nobody of the process group listens on the port: the answers of others are not its own. */
export async function requireListener(port: number, group: number): Promise<void> {
  const socket = connect({ port, host: '127.0.0.1' });
  try {
    await once(socket, 'connect');
  } finally {
    socket.destroy();
  }
  if ((await groupListens(group, port)) !== false) return;
  throw new Error(`port ${port} is taken by ${(await portOwner(port)) ?? 'somebody else'}`);
}

async function describe(variable: PortVariable, port: number): Promise<string> {
  return portTakenMessage(variable, port, await portOwner(port));
}

export function portTakenMessage(variable: PortVariable, port: number, owner?: string): string {
  const by = owner ? ` by ${owner}` : '';
  return `Port ${port} is in use${by}: stop that, or choose another with ${variable}, as in ${variable}=${port + 1000}`;
}

/** Taken on the loopback address or on all of them: either would cross this stack. */
async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '0.0.0.0']) {
    const server = createServer();
    try {
      await once(server.listen({ port, host, exclusive: true }), 'listening');
    } catch {
      return false;
    } finally {
      server.close();
    }
  }
  return true;
}
