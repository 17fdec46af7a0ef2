import type { LiveChange } from '../changes/live-change';

interface Kept {
  change: LiveChange;
  bytes: number;
  keptAt: number;
}

export interface RecentLimits {
  /** 0 keeps nothing. */
  bytes: number;
  ms: number;
}

/**
 * The changes of the last time, for clients that come back soon: a cache that spares the table, and that nothing depends
 * on.
 */
export class RecentChanges {
  private kept: Kept[] = [];
  private first = 0;
  private bytes = 0;
  /** Everything that Kafka got later is kept, by the broker's clock. */
  private completeSince = Infinity;

  constructor(
    private readonly limits: RecentLimits,
    private readonly now = (): number => performance.now(),
  ) {}

  /** Of what Kafka got before, something may be missing, and of what it gets from now on. */
  begin(): void {
    this.completeSince = Infinity;
  }

  /** What was read before is not older than `time`, or was not read here. */
  isCompleteSince(time: number): void {
    if (this.limits.bytes > 0 && this.completeSince === Infinity) this.completeSince = time;
  }

  add(change: LiveChange, bytes: number): void {
    if (this.limits.bytes === 0) return;
    this.kept.push({ change, bytes, keptAt: this.now() });
    this.bytes += bytes;
    this.drop();
  }

  covers(time: number): boolean {
    this.drop();
    return time >= this.completeSince;
  }

  /** What one person may see of what Kafka got later than `time`, in the order in which it was read. */
  since(time: number, userUuid: string): LiveChange[] {
    this.drop();
    return this.kept
      .slice(this.first)
      .map(({ change }) => change)
      .filter(({ appendedAt, readers }) => appendedAt > time && readers.includes(userUuid));
  }

  private drop(): void {
    const oldest = this.now() - this.limits.ms;
    for (let each = this.kept[this.first]; each; each = this.kept[this.first]) {
      if (this.bytes <= this.limits.bytes && each.keptAt > oldest) break;
      this.bytes -= each.bytes;
      this.first += 1;
      this.completeSince = Math.max(this.completeSince, each.change.appendedAt);
    }
    if (this.first > 1_024 && this.first * 2 > this.kept.length) {
      this.kept = this.kept.slice(this.first);
      this.first = 0;
    }
  }
}
