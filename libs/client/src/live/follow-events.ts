import { CruddurError } from '../calls/cruddur-error.js';
import { type Patience, type Pauses, pauseFor } from '../calls/patience.js';
import { EitherWay } from './either-way.js';
import type { EventWays } from './event-ways.js';
import { type LiveEvent, READ_ALL } from './live-event.js';

export interface EventsOptions {
  /** The `id` of the last event that was taken, or the header `Event-Cursor` of a list; without one, from now on. */
  since?: string | undefined;
  /** Ends it, with its reason thrown. */
  signal?: AbortSignal | undefined;
  pauses?: Partial<Pauses> | undefined;
  /** Told of each failure after which it goes on. */
  onDelayed?: ((error: CruddurError) => void) | undefined;
  /**
   * Longer than the service is ever silent; a connection on which nothing comes for so long is given up. One that has told
   * nothing yet is given up after 10 s.
   */
  silenceMs?: number | undefined;
  /** Pauses as long as it is told, or shorter, as that of a `WakeablePause` does. */
  pause?: Patience['pause'];
}

const FIRST_MS = 500;
const LONGEST_MS = 30_000;
const LOST_CURSORS = ['event_cursor_malformed', 'event_cursor_ahead'];

/**
 * Everything that happens, each once and in its conversation's order, over as many connections as it takes, of whichever way
 * gets through. With a cursor that the service does not know, it begins anew, and says that all is to be read again.
 * @throws CruddurError when it is refused for good.
 */
export async function* followEvents(ways: EventWays, options: EventsOptions = {}): AsyncGenerator<LiveEvent, void> {
  const { signal, onDelayed, silenceMs, pause = pauseFor } = options;
  const { firstMs = FIRST_MS, longestMs = LONGEST_MS } = options.pauses ?? {};
  const way = new EitherWay(ways, { pause, longestMs, silenceMs });
  let cursor = options.since;
  let isLost = false;
  let pauseMs = firstMs;
  for (;;) {
    signal?.throwIfAborted();
    let waitMs: number | undefined;
    try {
      for await (const event of way.events(cursor, signal)) {
        pauseMs = firstMs;
        // By now the new connection tells what happens while all is read.
        if (isLost) yield READ_ALL;
        isLost = false;
        cursor = event.id || cursor;
        if (event.event === 'bye') waitMs = event.data.retry_ms;
        else yield event;
      }
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof CruddurError)) throw error;
      if (isCursorRefused(error)) {
        isLost = true;
        cursor = undefined;
      } else if (!error.retriable) throw error;
      onDelayed?.(error);
      waitMs = error.retryAfterMs;
    }
    // A random part of it, so that not all who were cut off come back at the same moment.
    await pause((waitMs ?? 0) + (waitMs === 0 ? 0 : pauseMs * (0.5 + Math.random() / 2)), signal);
    pauseMs = Math.min(2 * pauseMs, longestMs);
  }
}

/** Whether the service does not know the cursor. */
export const isCursorRefused = (error: unknown): boolean =>
  error instanceof CruddurError && LOST_CURSORS.some((code) => error.codes.includes(code));
