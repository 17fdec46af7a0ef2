import { CruddurError } from '../calls/cruddur-error.js';
import { type Patience, pauseFor } from '../calls/patience.js';

/** More than a minute: what a service has to do behind the events may take that long. */
const TRIES = 9;
const FIRST_MS = 250;
const LONGEST_MS = 32_000;

/** Reads in the background, each thing by itself: whoever asks while it is read has it read once more. */
export class PatientReader {
  private readonly wanted = new Map<string, () => Promise<boolean | void>>();
  private readonly busy = new Set<string>();
  private signal: AbortSignal | undefined;
  private pause: NonNullable<Patience['pause']> = pauseFor;

  /** After the signal nothing is read any more. */
  readBy({ signal, pause = pauseFor }: Pick<Patience, 'signal' | 'pause'>): void {
    this.signal = signal;
    this.pause = pause;
  }

  /** @param work says `false` where what it has read is not new enough; then, and after a failure that passes, it is tried again. */
  read(what: string, work: () => Promise<boolean | void>): void {
    this.wanted.set(what, work);
    if (!this.busy.has(what)) void this.readAll(what);
  }

  private async readAll(what: string): Promise<void> {
    this.busy.add(what);
    for (let work = this.wanted.get(what); work; work = this.wanted.get(what)) {
      this.wanted.delete(what);
      await this.tried(what, work);
    }
    this.busy.delete(what);
  }

  /** What cannot be read for good, such as a conversation that one has left, is left as it is. No answer is no try. */
  private async tried(what: string, work: () => Promise<boolean | void>): Promise<void> {
    let pauseMs = FIRST_MS;
    for (let tries = 0; tries < TRIES && !this.wanted.has(what); pauseMs = Math.min(2 * pauseMs, LONGEST_MS)) {
      if (this.signal?.aborted) return;
      const outcome = await work().catch((error: unknown) => outcomeOf(error));
      if (outcome === undefined || outcome === true) return;
      if (outcome !== 'no answer') tries += 1;
      await this.pause(pauseMs, this.signal).catch(() => undefined);
    }
  }
}

const outcomeOf = (error: unknown): boolean | 'no answer' => {
  if (!(error instanceof CruddurError && error.retriable)) return true;
  return error.status === 0 && 'no answer';
};
