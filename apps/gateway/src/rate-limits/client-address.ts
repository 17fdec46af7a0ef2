import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

/**
 * By which address a request is counted: an IPv4 address, or the /64 that one subscriber has of IPv6. Behind a trusted proxy
 * it is the one that the proxy names, if it is one.
 */
export function clientAddress({ ip, socket }: Pick<FastifyRequest, 'ip' | 'socket'>): string {
  const address = isIP(ip) ? ip : (socket.remoteAddress ?? '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return isIP(address) === 6 ? (mapped ?? `${subnetOf(address)}::/64`) : address;
}

/** The first four groups, each in one spelling. */
function subnetOf(address: string): string {
  const [head, tail] = address.split('::').map((part) => part.split(':').filter(Boolean));
  const zeros = tail ? Array<string>(Math.max(0, 8 - head!.length - tail.length)).fill('0') : [];
  const groups = [...head!, ...zeros, ...(tail ?? [])].slice(0, 4);
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':');
}
