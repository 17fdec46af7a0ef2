import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { encodeCursor } from '../../apps/gateway/src/live/changes/event-cursor';
import { range } from '../../test/support/range';

export interface Target {
  gatewayUrl: string;
  token: string;
  groupUuid: string;
}

export const ATTACKS = ['pipelines', 'lists', 'slow readers', 'streams'] as const;
export type Attack = (typeof ATTACKS)[number];

const CONNECTIONS = 100;
const PIPELINED = 10;
const LISTS = 32;
const CLOSED_AFTER_MS = 1_000;
const STREAM_CLOSED_AFTER_MS = 50;

const requestFor = ({ gatewayUrl, token }: Target, path: string): string =>
  `GET ${path} HTTP/1.1\r\nhost: ${new URL(gatewayUrl).host}\r\nauthorization: Bearer ${token}\r\n\r\n`;

/** One that asks for ten of the longest pages, and reads none. */
async function askWithoutReading(target: Target): Promise<Socket> {
  const { hostname, port } = new URL(target.gatewayUrl);
  const socket = connect(Number(port), hostname).pause();
  socket.on('error', () => undefined);
  await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
  socket.write(requestFor(target, `/api/messages/${target.groupUuid}?limit=200`).repeat(PIPELINED));
  return socket;
}

/** Asks on many connections, and closes them before it is answered. */
async function pipeline(target: Target, until: number): Promise<number> {
  let asked = 0;
  await Promise.all(
    range(CONNECTIONS).map(async () => {
      while (performance.now() < until) {
        const socket = await askWithoutReading(target);
        await sleep(CLOSED_AFTER_MS);
        socket.destroy();
        asked += PIPELINED;
      }
    }),
  );
  return asked;
}

/** As `pipeline`, but keeps each connection for as long as the server does. */
async function readSlowly(target: Target, until: number): Promise<number> {
  let asked = 0;
  await Promise.all(
    range(CONNECTIONS).map(async () => {
      while (performance.now() < until) {
        const socket = await askWithoutReading(target);
        asked += PIPELINED;
        while (!socket.destroyed && performance.now() < until) await sleep(100);
        socket.destroy();
      }
    }),
  );
  return asked;
}

/** Asks for the whole list again and again, and takes no refusal for an answer. */
async function list({ gatewayUrl, token }: Target, until: number): Promise<number> {
  const pool = new Pool(gatewayUrl, { connections: LISTS });
  let asked = 0;
  await Promise.all(
    range(LISTS).map(async () => {
      while (performance.now() < until) {
        const headers = { authorization: `Bearer ${token}` };
        const answer = await pool.request({ method: 'GET', path: '/api/message_groups?limit=200', headers });
        await answer.body.dump();
        asked += 1;
      }
    }),
  );
  await pool.close();
  return asked;
}

/** Opens streams that have all of the list to compare, and closes each at once. */
async function openStreams(target: Target, until: number): Promise<number> {
  const { hostname, port } = new URL(target.gatewayUrl);
  const since = encodeCursor({ time: 1, places: new Map() }, await uuidOf(target));
  let asked = 0;
  await Promise.all(
    range(CONNECTIONS).map(async () => {
      while (performance.now() < until) {
        const socket = connect(Number(port), hostname).resume();
        socket.on('error', () => undefined);
        socket.write(requestFor(target, `/api/events?since=${since}`));
        await sleep(STREAM_CLOSED_AFTER_MS);
        socket.destroy();
        asked += 1;
      }
    }),
  );
  return asked;
}

async function uuidOf({ gatewayUrl, token }: Target): Promise<string> {
  const answer = await fetch(`${gatewayUrl}/api/profile`, { headers: { authorization: `Bearer ${token}` } });
  return ((await answer.json()) as { uuid: string }).uuid;
}

const CARRY_OUT: Record<Attack, (target: Target, until: number) => Promise<number>> = {
  pipelines: pipeline,
  lists: list,
  'slow readers': readSlowly,
  streams: openStreams,
};

/** @returns how many requests it has sent. */
export const attack = (kind: Attack, target: Target, ms: number): Promise<number> =>
  CARRY_OUT[kind](target, performance.now() + ms);
