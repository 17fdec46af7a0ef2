import type { LiveEvents } from '../generated/api.js';

/** Opens a stream behind a cursor. */
export type OpenStream = (since: string | undefined, signal: AbortSignal) => Promise<AsyncIterable<Uint8Array>>;

/** How events come. */
export interface EventWays {
  open: OpenStream;
  /** Asks for what has happened since, and for what happens within so many seconds where that is nothing. */
  poll: (since: string | undefined, seconds: number, signal: AbortSignal) => Promise<LiveEvents>;
}
