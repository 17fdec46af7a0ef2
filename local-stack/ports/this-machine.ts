import { BlockList, isIP } from 'node:net';
import { type AddressVariable, hostsIn } from './hosts';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Whether a host name or address, as a URL has it, can only mean the machine that asks. */
export function isThisMachine(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (isIP(name)) return LOOPBACK.check(name, isIP(name) === 6 ? 'ipv6' : 'ipv4');
  return name === 'localhost' || name.endsWith('.localhost');
}

/** A socket of Postgres is a path on this machine. */
export const isElsewhere = (host: string): boolean => !host.startsWith('/') && !isThisMachine(host);

/** Those of an address that are elsewhere: with one of them, all that it names is. */
export const hostsElsewhere = (variable: AddressVariable, address: string): string[] =>
  hostsIn[variable](address).filter(isElsewhere);
