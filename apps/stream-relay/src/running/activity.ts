import { Logger } from '@nestjs/common';
import { describeError } from '@app/common/errors';
import type { MonotonicClock } from './monotonic-clock';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
const LONGEST_SILENCE_MS = 15_000;
/** Longer than any request may take with all its retries. */
const STUCK_AFTER_MS = 60_000;

/**
 * Something that is done again and again, and tried again when it fails. It says once that it fails and once that it
 * succeeds again, gives the pauses between tries, and tells whether it was done lately, and whether it is tried at all.
 */
export class Activity {
  private readonly logger = new Logger(Activity.name);
  private failures = 0;
  private lastError: unknown;
  private lastSuccess: number | undefined;
  private successSince: number | undefined;
  private lastOutcome: number;

  constructor(
    private readonly name: string,
    private readonly clock: MonotonicClock,
  ) {
    this.lastOutcome = clock();
  }

  succeeded(): void {
    if (this.failures > 0) this.logger.log(`${this.name}: succeeds again after ${this.failures} failures`);
    if (this.successSince === undefined || this.failures > 0 || this.silence() > LONGEST_SILENCE_MS) {
      this.successSince = this.clock();
    }
    this.failures = 0;
    this.lastSuccess = this.lastOutcome = this.clock();
  }

  /** @returns how many milliseconds to wait before the next try. */
  failed(error: unknown): number {
    if (this.failures === 0)
      this.logger.warn(`${this.name}: fails and is tried until it succeeds: ${describeError(error)}`);
    this.lastError = error;
    this.lastOutcome = this.clock();
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** this.failures, LONGEST_PAUSE_MS);
    this.failures += 1;
    return pause * (0.5 + Math.random() / 2);
  }

  /** @throws when it has never been done, or not for too long; with the reason where one is known. */
  check(): void {
    const silence = this.silence();
    if (silence < LONGEST_SILENCE_MS) return;
    const last = silence === Infinity ? 'not done yet' : `last done ${Math.round(silence / 1_000)} s ago`;
    throw new Error(`${this.name}: ${last}${this.failures > 0 ? `: ${describeError(this.lastError)}` : ''}`);
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
