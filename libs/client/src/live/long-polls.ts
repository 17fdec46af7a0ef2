import type { Patience } from '../calls/patience.js';
import { eventsIn } from './events-in.js';
import type { EventWays } from './event-ways.js';
import { type LiveEvent, READ_LIST } from './live-event.js';
import { Silence } from './silence.js';

export interface LongPollsOptions {
  pause: NonNullable<Patience['pause']>;
  /** The longest pause from one question to the next. */
  longestMs: number;
  silenceMs?: number | undefined;
}

const WAIT_SECONDS = 25;
/** So often a question may begin, so that many events cost few questions. */
const EVERY_MS = 1_000;
/** What is told to those alone who are there, such as markers, may fall between two questions: it is read again so often. */
const LIST_EVERY_MS = 60_000;
const FIRST_LOOK_MS = 60_000;
const LONGEST_LOOK_MS = 30 * 60_000;

/** Events by one question after the other, for where no stream gets through. Now and then it looks whether one does. */
export class LongPolls {
  isAnswered = false;
  private listAt = 0;
  private lookAt = 0;
  private lookMs = FIRST_LOOK_MS;
  private getsThrough = false;

  constructor(
    private readonly ways: EventWays,
    private readonly options: LongPollsOptions,
  ) {}

  /** Ends when a stream gets through; it is to go on from the `id` of the last event. */
  async *events(since: string | undefined, signal?: AbortSignal): AsyncGenerator<LiveEvent, void> {
    const { pause, longestMs } = this.options;
    const leaving = new AbortController();
    const either = signal ? AbortSignal.any([signal, leaving.signal]) : leaving.signal;
    try {
      // The first is short, as it also says whether there is an answer.
      for (let cursor = since, seconds = 1; !this.getsThrough; seconds = WAIT_SECONDS) {
        const start = Date.now();
        if (start >= this.lookAt) void this.look(cursor, either);
        const answer = await this.ways.poll(cursor, seconds, either);
        this.isAnswered = true;
        if (start >= this.listAt) {
          this.listAt = start + LIST_EVERY_MS;
          yield READ_LIST;
        }
        yield* answer.events;
        cursor = answer.cursor;
        yield { id: cursor, event: 'heartbeat', data: { behind: answer.events.length > 0 } };
        const restMs = Math.min(EVERY_MS, longestMs) - (Date.now() - start);
        if (restMs > 0 && !this.getsThrough) await pause(restMs, signal);
      }
    } finally {
      leaving.abort();
    }
  }

  /** Beside the questions, which it does not hold up. */
  private async look(since: string | undefined, signal: AbortSignal): Promise<void> {
    this.lookAt = Date.now() + this.lookMs;
    this.lookMs = Math.min(2 * this.lookMs, LONGEST_LOOK_MS);
    const silence = new Silence(this.options.silenceMs, signal);
    try {
      const first = await eventsIn(await this.ways.open(since, silence.signal)).next();
      if (!first.done) this.getsThrough = true;
    } catch {
      // The next look is later.
    } finally {
      silence.end();
    }
  }
}
