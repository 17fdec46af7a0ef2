import { CruddurError } from '../calls/cruddur-error.js';
import { pauseFor } from '../calls/patience.js';

/** More than a minute: what a service has to do behind the events may take that long. */
const TRIES = 9;
const FIRST_MS = 250;

/** Reads in the background, each thing by itself: whoever asks while it is read has it read once more. */
export class PatientReader {
  private readonly wanted = new Map<string, () => Promise<boolean | void>>();
  private readonly busy = new Set<string>();
  private signal: AbortSignal | undefined;

  /** From then on nothing is read any more. */
  endWith(signal: AbortSignal | undefined): void {
    this.signal = signal;
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

  /** What cannot be read for good, such as a conversation that one has left, is left as it is. */
  private async tried(what: string, work: () => Promise<boolean | void>): Promise<void> {
    for (let tries = 1, pauseMs = FIRST_MS; tries <= TRIES && !this.wanted.has(what); tries++, pauseMs *= 2) {
      if (this.signal?.aborted) return;
      const isNew = await work().catch((error: unknown) => !(error instanceof CruddurError && error.retriable));
      if (isNew !== false) return;
      await pauseFor(pauseMs, this.signal).catch(() => undefined);
    }
  }
}
