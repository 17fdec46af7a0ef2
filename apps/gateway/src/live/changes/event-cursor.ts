import { createHash } from 'node:crypto';

/** How far somebody is in a conversation; what is absent is not known. */
export interface Place {
  number?: number | undefined;
  revision?: number | undefined;
}

/**
 * What a client has, said by itself: everything that Kafka got up to `time`, and beyond that of some conversations what
 * their places say. No server keeps anything for it.
 */
export interface EventCursor {
  /** By the broker's clock, in milliseconds since 1970. */
  time: number;
  /** By `placeKey` of the conversation. */
  places: ReadonlyMap<string, Place>;
}

/** More are not listed: the oldest one that is left out is told again, as a state. */
export const MAX_PLACES = 64;

const VERSION = 1;
const KEY_BYTES = 8;
const SEAL_BYTES = 4;
const MAX_CURSOR_CHARACTERS = 2_048;

/** As much of a conversation's uuid as tells it from the others of one person. */
export const placeKey = (groupUuid: string): string => groupUuid.replaceAll('-', '').slice(0, 2 * KEY_BYTES);

/** Sealed for its owner: one that is broken, or somebody else's, is noticed; it is no secret. */
export function encodeCursor({ time, places }: EventCursor, userUuid: string): string {
  const bytes: number[] = [VERSION];
  pushNumber(bytes, time);
  for (const [key, { number, revision }] of places) {
    bytes.push(...Buffer.from(key, 'hex'));
    pushNumber(bytes, number === undefined ? 0 : number + 1);
    pushNumber(bytes, revision === undefined ? 0 : revision + 1);
  }
  const body = Buffer.from(bytes);
  return Buffer.concat([sealOf(body, userUuid), body]).toString('base64url');
}

/** Undefined where the text is no cursor of this person. */
export function decodeCursor(text: string, userUuid: string): EventCursor | undefined {
  if (text.length > MAX_CURSOR_CHARACTERS || !/^[\w-]+$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  const body = bytes.subarray(SEAL_BYTES);
  if (body[0] !== VERSION || !sealOf(body, userUuid).equals(bytes.subarray(0, SEAL_BYTES))) return undefined;
  return readBody(body);
}

function readBody(body: Buffer): EventCursor | undefined {
  const reader = { body, at: 1 };
  const time = readNumber(reader);
  const places = new Map<string, Place>();
  while (reader.at < body.length) {
    const key = body.subarray(reader.at, reader.at + KEY_BYTES).toString('hex');
    reader.at += KEY_BYTES;
    const [number, revision] = [readNumber(reader), readNumber(reader)];
    if (number === undefined || revision === undefined || places.size === MAX_PLACES) return undefined;
    places.set(key, { ...(number > 0 && { number: number - 1 }), ...(revision > 0 && { revision: revision - 1 }) });
  }
  return time === undefined ? undefined : { time, places };
}

const sealOf = (body: Buffer, userUuid: string): Buffer =>
  createHash('sha256').update(userUuid).update(body).digest().subarray(0, SEAL_BYTES);

/** Seven bits a byte, the lowest first. */
function pushNumber(bytes: number[], value: number): void {
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
}

function readNumber(reader: { body: Buffer; at: number }): number | undefined {
  let value = 0;
  for (let unit = 1; unit <= 2 ** 49; unit *= 128) {
    const byte = reader.body[reader.at++];
    if (byte === undefined) return undefined;
    value += (byte % 128) * unit;
    if (byte < 128) return value <= Number.MAX_SAFE_INTEGER ? value : undefined;
  }
  return undefined;
}
