import { LRUCache } from 'lru-cache';
import { DomainError, type ErrorCode } from '@app/common/errors';
import { Line, type LineLimits, type Now } from './line';

export interface FairTurnsLimits extends LineLimits {
  /** Turns that are taken at once, by all callers together. */
  atOnce: number;
  waitMs: number;
}

/** Ends a turn; nothing happens when it is called again. */
export type EndTurn = () => void;

const REMEMBERED_CALLERS = 10_000;

/**
 * Lets so many works go on at once, and takes those that wait in turn by caller: one who asks for a hundred things waits
 * behind another who asks for one.
 *
 * While a turn is free, nobody waits but for their own earlier turns.
 */
export class FairTurns {
  /** Of callers who have a turn or wait for one; whose turn comes next stands first. */
  private readonly lines = new Map<string, Line>();
  /** Of callers who have neither, until all is saved again that they have used up. */
  private readonly idle: LRUCache<string, Line>;
  private all = 0;

  constructor(
    private readonly limits: FairTurnsLimits,
    private readonly now: Now = () => performance.now(),
  ) {
    this.idle = new LRUCache({ max: REMEMBERED_CALLERS, ttl: limits.savedMs });
  }

  get taken(): number {
    return this.all;
  }

  get waiting(): number {
    return [...this.lines.values()].reduce((sum, { waiting }) => sum + waiting.size, 0);
  }

  /**
   * Resolves when the caller's turn has come.
   * @throws DomainError `caller_gone` when nobody waits for it any more. When it takes too long: `too_many_requests_at_once`
   *   where the caller's own turns are in the way, otherwise `overloaded`.
   */
  async take(caller: string, gone?: AbortSignal, waitMs = this.limits.waitMs): Promise<EndTurn> {
    if (gone?.aborted) throw new DomainError('caller_gone');
    const line = this.lineOf(caller);
    if (this.all < this.limits.atOnce && line.mayBegin()) this.begin(line);
    else await this.wait(caller, line, waitMs, gone);
    return this.turn(caller, line);
  }

  private lineOf(caller: string): Line {
    const line = this.lines.get(caller) ?? this.idle.get(caller) ?? new Line(this.limits, this.now);
    this.lines.set(caller, line);
    return line;
  }

  private begin(line: Line): void {
    this.all += 1;
    line.begin();
  }

  private turn(caller: string, line: Line): EndTurn {
    let hasEnded = false;
    return () => {
      if (hasEnded) return;
      hasEnded = true;
      this.all -= 1;
      line.end();
      this.leave(caller, line);
      this.beginNext();
    };
  }

  private wait(caller: string, line: Line, waitMs: number, gone?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        gone?.removeEventListener('abort', hangUp);
        line.waiting.delete(begin);
      };
      const giveUp = (code: ErrorCode): void => {
        settle();
        this.leave(caller, line);
        reject(new DomainError(code));
      };
      const begin = (): void => {
        settle();
        this.begin(line);
        resolve();
      };
      const hangUp = (): void => giveUp('caller_gone');
      const tooLate = (): void => giveUp(line.mayBegin() ? 'overloaded' : 'too_many_requests_at_once');
      const timer = setTimeout(tooLate, waitMs).unref();
      gone?.addEventListener('abort', hangUp);
      line.waiting.add(begin);
    });
  }

  /** Whoever's turn it was goes behind all others. */
  private beginNext(): void {
    for (const [caller, line] of this.lines) {
      if (this.all >= this.limits.atOnce) return;
      const [begin] = line.waiting;
      if (!begin || !line.mayBegin()) continue;
      this.lines.delete(caller);
      this.lines.set(caller, line);
      begin();
    }
  }

  private leave(caller: string, line: Line): void {
    if (!line.isIdle) return;
    this.lines.delete(caller);
    this.idle.set(caller, line);
  }
}
