/** Marks the newest of what was seen as read, and rests before it does so again. */
export class ReadMarks {
  private seen: number;
  private marked: number;
  private isBusy = false;
  private isClosed = false;

  constructor(
    private readonly mark: (number: number) => Promise<unknown>,
    /** Up to which all is marked. */
    marked: number,
    private readonly restMs = 1_000,
  ) {
    this.seen = this.marked = marked;
  }

  /** All up to that number was seen. What could not be marked is tried again when something is seen once more. */
  see(number: number): void {
    this.seen = Math.max(this.seen, number);
    if (!this.isBusy) void this.markSeen();
  }

  /** Up to which all was seen. */
  get upTo(): number {
    return this.seen;
  }

  open(): void {
    this.isClosed = false;
  }

  close(): void {
    this.isClosed = true;
  }

  private async markSeen(): Promise<void> {
    this.isBusy = true;
    for (let passes = true; passes && this.seen > this.marked && !this.isClosed;) {
      const { seen } = this;
      passes = await this.mark(seen).then(
        () => true,
        () => false,
      );
      if (passes) this.marked = seen;
      await new Promise((resolve) => setTimeout(resolve, this.restMs));
    }
    this.isBusy = false;
  }
}
