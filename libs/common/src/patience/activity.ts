import { describeError } from '@app/common/errors';
import { pausesOfAnOutage } from './growing-pauses';
import type { MonotonicClock } from './monotonic-clock';
import type { Outages } from './outages';

const LONGEST_SILENCE_MS = 15_000;
/** Longer than any request may take with all its retries. */
const STUCK_AFTER_MS = 60_000;

/**
 * Something that is done again and again, and tried again when it fails: then it waits, as one of `outages`. It gives
 * the pauses between tries, and says whether it was done lately, and whether it is tried at all.
 */
export class Activity {
  private endWait: (() => void) | undefined;
  private pauses = pausesOfAnOutage();
  private lastError: unknown;
  private lastSuccess: number | undefined;
  private successSince: number | undefined;
  private lastOutcome: number;

  constructor(
    private readonly name: string,
    private readonly outages: Outages,
    private readonly clock: MonotonicClock,
  ) {
    this.lastOutcome = clock();
  }

  succeeded(): void {
    if (this.successSince === undefined || this.lastError !== undefined || this.silence() > LONGEST_SILENCE_MS) {
      this.successSince = this.clock();
    }
    this.lastError = undefined;
    this.pauses = pausesOfAnOutage();
    this.lastSuccess = this.lastOutcome = this.clock();
    this.waitsNoLonger();
  }

  /** @returns how many milliseconds to wait before the next try. */
  failed(error: unknown): number {
    this.lastError = error;
    this.lastOutcome = this.clock();
    this.endWait ??= this.outages.begin(`${this.name}: ${describeError(error)}`);
    return this.pauses.next().value;
  }

  /** To be called when it is given up: nothing waits then. */
  waitsNoLonger(): void {
    this.endWait?.();
    this.endWait = undefined;
  }

  /** @throws when it has never been done, or not for too long; with the reason where one is known. */
  check(): void {
    const silence = this.silence();
    if (silence < LONGEST_SILENCE_MS) return;
    const last = silence === Infinity ? 'not done yet' : `last done ${Math.round(silence / 1_000)} s ago`;
    const reason = this.lastError === undefined ? '' : `: ${describeError(this.lastError)}`;
    throw new Error(`${this.name}: ${last}${reason}`);
  }

  /** @throws when the try under way neither succeeds nor fails. */
  checkAlive(): void {
    const silence = this.clock() - this.lastOutcome;
    if (silence > STUCK_AFTER_MS) throw new Error(`${this.name}: no outcome for ${Math.round(silence / 1_000)} s`);
  }

  /** For how long it has succeeded without an interruption. */
  succeedsForMs(): number {
    const isInterrupted = this.successSince === undefined || this.silence() > LONGEST_SILENCE_MS;
    return isInterrupted ? 0 : this.clock() - this.successSince!;
  }

  private silence(): number {
    return this.lastSuccess === undefined ? Infinity : this.clock() - this.lastSuccess;
  }
}
