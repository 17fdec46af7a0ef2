import { CruddurError } from '../calls/cruddur-error.js';
import { eventsIn } from './events-in.js';
import type { EventWays } from './event-ways.js';
import type { LiveEvent } from './live-event.js';
import { LongPolls, type LongPollsOptions } from './long-polls.js';
import { Silence } from './silence.js';

/** So many streams in a row tell nothing before it is asked whether anything else is answered. */
const MUTE_STREAMS = 3;

/**
 * Events by a stream, or by long polls where none gets through: one opens and stays silent, or some in a row break or end before
 * they have told anything, without a word of the service, while a poll is answered. Where that is not, the service is away.
 */
export class EitherWay {
  private muteStreams = 0;
  private polls: LongPolls | undefined;

  constructor(
    private readonly ways: EventWays,
    private readonly options: LongPollsOptions,
  ) {}

  /** Until a connection ends or fails. Whoever comes back is led on by the way that is the better one then. */
  async *events(since: string | undefined, signal?: AbortSignal): AsyncGenerator<LiveEvent, void> {
    let cursor = since;
    const { polls } = this;
    if (polls) {
      try {
        for await (const event of polls.events(cursor, signal)) {
          cursor = event.id || cursor;
          yield event;
        }
        this.polls = undefined;
      } catch (error) {
        if (!polls.isAnswered) this.polls = undefined;
        throw error;
      }
    }
    yield* this.streamed(cursor, signal);
  }

  private async *streamed(since: string | undefined, signal: AbortSignal | undefined): AsyncGenerator<LiveEvent, void> {
    const silence = new Silence(this.options.silenceMs, signal);
    let isMute = true;
    try {
      for await (const event of eventsIn(await this.ways.open(since, silence.signal))) {
        isMute = false;
        silence.hears();
        yield event;
      }
    } catch (error) {
      if (error instanceof CruddurError && error.codes.length > 0) isMute = false;
      throw error;
    } finally {
      this.muteStreams = isMute ? this.muteStreams + 1 : 0;
      if (this.muteStreams >= MUTE_STREAMS || (isMute && silence.isTooLong)) {
        this.muteStreams = 0;
        this.polls = new LongPolls(this.ways, this.options);
      }
      silence.end();
    }
  }
}
