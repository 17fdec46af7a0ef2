import { DomainError, type ErrorCode } from '@app/common/errors';

export interface FairTurnsLimits {
  /** Turns that are taken at once, by all callers together. */
  atOnce: number;
  /** By one caller. */
  perCaller: number;
  waitMs: number;
}

interface Line {
  taken: number;
  /** In the order in which they came. */
  waiting: Set<() => void>;
}

/** Ends a turn; nothing happens when it is called again. */
export type EndTurn = () => void;

/**
 * Lets so many works go on at once, and takes those that wait in turn by caller: one who asks for a hundred things waits
 * behind another who asks for one.
 *
 * While a turn is free, nobody waits but for their own earlier turns.
 */
export class FairTurns {
  /** Of callers who have a turn or wait for one; whose turn comes next stands first. */
  private readonly lines = new Map<string, Line>();
  private all = 0;

  constructor(private readonly limits: FairTurnsLimits) {}

  get taken(): number {
    return this.all;
  }

  get waiting(): number {
    return [...this.lines.values()].reduce((sum, { waiting }) => sum + waiting.size, 0);
  }

  /**
   * Resolves when the caller's turn has come.
   * @throws DomainError `caller_gone` when nobody waits for it any more. When it takes too long: `too_many_requests_at_once`
   *   where the caller has taken all turns that one may have, otherwise `overloaded`.
   */
  async take(caller: string, gone?: AbortSignal): Promise<EndTurn> {
    if (gone?.aborted) throw new DomainError('caller_gone');
    const line = this.lines.get(caller) ?? { taken: 0, waiting: new Set() };
    this.lines.set(caller, line);
    if (this.isFreeFor(line)) this.begin(line);
    else await this.wait(caller, line, gone);
    return this.turn(caller, line);
  }

  private isFreeFor(line: Line): boolean {
    return this.all < this.limits.atOnce && !this.isFull(line);
  }

  private isFull(line: Line): boolean {
    return line.taken >= this.limits.perCaller;
  }

  private begin(line: Line): void {
    this.all += 1;
    line.taken += 1;
  }

  private turn(caller: string, line: Line): EndTurn {
    let hasEnded = false;
    return () => {
      if (hasEnded) return;
      hasEnded = true;
      this.all -= 1;
      line.taken -= 1;
      this.forget(caller, line);
      this.beginNext();
    };
  }

  private wait(caller: string, line: Line, gone: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        gone?.removeEventListener('abort', leave);
        line.waiting.delete(begin);
      };
      const giveUp = (code: ErrorCode): void => {
        settle();
        this.forget(caller, line);
        reject(new DomainError(code));
      };
      const begin = (): void => {
        settle();
        this.begin(line);
        resolve();
      };
      const leave = (): void => giveUp('caller_gone');
      const tooLate = (): void => giveUp(this.isFull(line) ? 'too_many_requests_at_once' : 'overloaded');
      const timer = setTimeout(tooLate, this.limits.waitMs).unref();
      gone?.addEventListener('abort', leave);
      line.waiting.add(begin);
    });
  }

  /** Whoever's turn it was goes behind all others. */
  private beginNext(): void {
    for (const [caller, line] of this.lines) {
      if (this.all >= this.limits.atOnce) return;
      const [begin] = line.waiting;
      if (!begin || !this.isFreeFor(line)) continue;
      this.lines.delete(caller);
      this.lines.set(caller, line);
      begin();
    }
  }

  private forget(caller: string, line: Line): void {
    if (line.taken === 0 && line.waiting.size === 0) this.lines.delete(caller);
  }
}
