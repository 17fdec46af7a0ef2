import { CruddurError } from '../calls/cruddur-error.js';
import { type Patience, type Pauses, pauseFor } from '../calls/patience.js';
import { eventsIn } from './events-in.js';
import { type LiveEvent, READ_ALL } from './live-event.js';

export interface EventsOptions {
  /** The `id` of the last event that was taken, or the header `Event-Cursor` of a list; without one, from now on. */
  since?: string | undefined;
  /** Ends it, with its reason thrown. */
  signal?: AbortSignal | undefined;
  pauses?: Partial<Pauses> | undefined;
  /** Told of each failure after which it goes on. */
  onDelayed?: ((error: CruddurError) => void) | undefined;
  /** Longer than the service is ever silent; a connection on which nothing comes for so long is given up. */
  silenceMs?: number | undefined;
  /** Pauses as long as it is told, or shorter, as that of a `WakeablePause` does. */
  pause?: Patience['pause'];
}

/** Opens a stream behind a cursor. */
export type OpenStream = (since: string | undefined, signal: AbortSignal) => Promise<AsyncIterable<Uint8Array>>;

const FIRST_MS = 500;
const LONGEST_MS = 30_000;
const SILENCE_MS = 60_000;
const LOST_CURSORS = ['event_cursor_malformed', 'event_cursor_ahead'];

/**
 * Everything that happens, each once and in its conversation's order, over as many connections as it takes. With a cursor
 * that the service does not know, it begins anew, and says that all is to be read again.
 * @throws CruddurError when it is refused for good.
 */
export async function* followEvents(open: OpenStream, options: EventsOptions = {}): AsyncGenerator<LiveEvent, void> {
  const { signal, onDelayed, silenceMs = SILENCE_MS, pause = pauseFor } = options;
  const { firstMs = FIRST_MS, longestMs = LONGEST_MS } = options.pauses ?? {};
  let cursor = options.since;
  let isLost = false;
  let pauseMs = firstMs;
  for (;;) {
    signal?.throwIfAborted();
    const silence = new Silence(silenceMs, signal);
    let waitMs: number | undefined;
    try {
      for await (const event of eventsIn(await open(cursor, silence.signal))) {
        silence.hears();
        pauseMs = firstMs;
        // By now the new stream tells what happens while all is read.
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
    } finally {
      silence.end();
    }
    // A random part of it, so that not all who were cut off come back at the same moment.
    await pause((waitMs ?? 0) + (waitMs === 0 ? 0 : pauseMs * (0.5 + Math.random() / 2)), signal);
    pauseMs = Math.min(2 * pauseMs, longestMs);
  }
}

/** Whether the service does not know the cursor. */
export const isCursorRefused = (error: unknown): boolean =>
  error instanceof CruddurError && LOST_CURSORS.some((code) => error.codes.includes(code));

/** Gives a connection up on which nothing comes. */
class Silence {
  private readonly broken = new AbortController();
  readonly signal: AbortSignal;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly longestMs: number,
    signal: AbortSignal | undefined,
  ) {
    this.signal = signal ? AbortSignal.any([signal, this.broken.signal]) : this.broken.signal;
    this.hears();
  }

  hears(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.broken.abort(new CruddurError('the stream is silent')), this.longestMs);
  }

  /** Ends the connection too, if it still is one. */
  end(): void {
    clearTimeout(this.timer);
    this.broken.abort();
  }
}
