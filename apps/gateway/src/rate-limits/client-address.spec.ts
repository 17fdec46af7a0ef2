import type { FastifyRequest } from 'fastify';
import { clientAddress } from './client-address';

const of = (ip: string, remoteAddress = '192.0.2.1') =>
  clientAddress({ ip, socket: { remoteAddress } } as unknown as FastifyRequest);

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::FFFF:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:0001:0002::', '2001:db8:1:2::/64'],
  ['2001:db8:1:2:ffff::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:db8:0:0:1:2:3:4', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['64:ff9b::192.0.2.33', '64:ff9b:0:0::/64'],
])('counts %s as %s', (ip, counted) => {
  expect(of(ip)).toBe(counted);
});

it.each(['unknown', '', 'andrew', '203.0.113.7:4567', '1.2.3.4.5'])('takes nothing that is no address: %s', (ip) => {
  expect(of(ip)).toBe('192.0.2.1');
});
