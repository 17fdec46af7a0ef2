import { untilAnswered } from '../calls/patience.js';
import type { EventWays } from './event-ways.js';
import { type EventsOptions, followEvents, isCursorRefused } from './follow-events.js';
import { type LiveEvent, READ_ALL } from './live-event.js';

/** The part of the browser's `navigator.locks` that is needed. */
export interface Locks {
  request(
    name: string,
    options: { signal?: AbortSignal; ifAvailable?: boolean },
    work: (lock: unknown) => Promise<void>,
  ): Promise<void>;
}

export interface SharedEventsOptions extends EventsOptions {
  /** In place of the browser's. */
  locks?: Locks | undefined;
}

/**
 * Events of one stream for all pages of a browser: the page that has the lock reads it and tells the others, and when it
 * closes, another goes on behind the last event that it has heard of. A page that comes later asks once for what was told
 * before it came; of that, an event may come twice. Where a browser has no locks, each page has a stream of its own.
 */
export async function* shareEvents(
  name: string,
  ways: EventWays,
  options: SharedEventsOptions,
): AsyncGenerator<LiveEvent, void> {
  options.signal?.throwIfAborted();
  const locks = options.locks ?? (globalThis as { navigator?: { locks?: Locks } }).navigator?.locks;
  if (!locks || typeof BroadcastChannel === 'undefined') return yield* followEvents(ways, options);
  const page = new EventPage(`cruddur events of ${name}`, ways, options);
  try {
    page.join(locks);
    yield* page.events();
  } finally {
    page.leave();
  }
}

class EventPage {
  private readonly channel: InstanceType<typeof BroadcastChannel>;
  private readonly leaving = new AbortController();
  private readonly heard: LiveEvent[] = [];
  private failure: { error: unknown } | undefined;
  private cursor: string | undefined;
  private wake: () => void = () => undefined;

  constructor(
    private readonly name: string,
    private readonly ways: EventWays,
    private readonly options: SharedEventsOptions,
  ) {
    this.cursor = options.since;
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = ({ data }: { data: unknown }) => this.hear(data as LiveEvent);
    options.signal?.addEventListener('abort', () => this.fail(options.signal?.reason), { once: true });
  }

  /** Leads, or follows until nobody else leads. */
  join(locks: Locks): void {
    const { signal } = this.leaving;
    const follow = async (): Promise<void> => {
      await this.catchUp().catch((error: unknown) => {
        if (!isCursorRefused(error)) throw error;
        this.heard.push(READ_ALL);
        this.wake();
      });
      await locks.request(this.name, { signal }, () => this.lead());
    };
    locks
      .request(this.name, { ifAvailable: true }, async (lock) => (lock === null ? undefined : this.lead()))
      .then(follow)
      .catch((error: unknown) => this.fail(error));
  }

  leave(): void {
    this.leaving.abort();
    this.channel.close();
  }

  async *events(): AsyncGenerator<LiveEvent, void> {
    for (;;) {
      for (let event = this.heard.shift(); event; event = this.heard.shift()) yield event;
      if (this.failure) throw this.failure.error;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  private async lead(): Promise<void> {
    const options = { ...this.options, since: this.cursor, signal: this.leaving.signal };
    for await (const event of followEvents(this.ways, options)) {
      this.channel.postMessage(event);
      this.hear(event);
    }
  }

  /** What was told since the cursor and before this page came. What comes meanwhile is heard, too. */
  private async catchUp(): Promise<void> {
    for (let since = this.options.since, more = true; more && since !== undefined;) {
      const place: string = since;
      const { pauses, pause } = this.options;
      const { signal } = this.leaving;
      const missed = () => this.ways.poll(place, 1, signal);
      const { events, cursor } = await untilAnswered(missed, { signal, pauses, pause });
      for (const event of events) this.heard.push(event);
      this.wake();
      since = cursor;
      more = events.length > 0;
    }
  }

  private hear(event: LiveEvent): void {
    this.cursor = event.id || this.cursor;
    this.heard.push(event);
    this.wake();
  }

  private fail(error: unknown): void {
    this.failure = { error };
    this.wake();
  }
}
