/**
 * How far one partition is done. Records settle in any order; the group may go on from the oldest one that has not, so
 * that a crash repeats records and loses none.
 */
export class PartitionOffsets {
  /** In the order of the partition. */
  private readonly unsettled = new Set<string>();
  private next: string | undefined;
  private committed: string | undefined;

  constructor(
    readonly topic: string,
    readonly partition: number,
    private readonly onSettled: () => void,
  ) {}

  /** A batch from `first` to `last` is taken; of its records, `unsettled` still have to take effect. */
  take(first: string, last: string, unsettled: readonly string[]): void {
    this.committed ??= first;
    this.next = String(BigInt(last) + 1n);
    for (const offset of unsettled) this.unsettled.add(offset);
    if (unsettled.length === 0) this.onSettled();
  }

  settle(offsets: readonly string[]): void {
    for (const offset of offsets) this.unsettled.delete(offset);
    this.onSettled();
  }

  /** The record from which the group is to go on; undefined where it does already. */
  get toCommit(): string | undefined {
    const [oldest = this.next] = this.unsettled;
    return oldest === this.committed ? undefined : oldest;
  }

  commit(offset: string): void {
    this.committed = offset;
  }
}
