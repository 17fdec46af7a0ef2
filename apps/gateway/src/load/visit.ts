import type { Counts } from './counts';
import type { EndTurn } from './fair-turns';

/**
 * For how long the turn of a read lasts beyond its caller: the store may still be at it, and nobody gets more of it by
 * asking and hanging up.
 */
const LEFT_BEHIND_MS = 250;

export const endBehindCaller = (endTurn: EndTurn): void => void setTimeout(endTurn, LEFT_BEHIND_MS).unref();

/** One request, as it counts and has its turn. */
export class Visit {
  private hasLeft = false;
  private endTurn: EndTurn | undefined;
  private readonly always: object[];
  private who: string;

  constructor(
    private readonly counts: Counts,
    { always, caller }: { always: object[]; caller: string },
  ) {
    this.always = always;
    this.who = caller;
    for (const key of [...always, caller]) counts.add(key);
  }

  /** Who it counts for. */
  get caller(): string {
    return this.who;
  }

  identify(caller: string): void {
    if (!this.hasLeft) {
      this.counts.remove(this.who);
      this.counts.add(caller);
    }
    this.who = caller;
  }

  begin(endTurn: EndTurn): void {
    this.endTurn = endTurn;
  }

  end(): void {
    if (this.hasLeft && this.endTurn) endBehindCaller(this.endTurn);
    else this.endTurn?.();
  }

  /** It counts no longer. Its turn lasts until the work has ended. */
  leave(): void {
    if (this.hasLeft) return;
    this.hasLeft = true;
    for (const key of [...this.always, this.who]) this.counts.remove(key);
  }
}
