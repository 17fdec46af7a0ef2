/** Counts the records that are held, of all partitions together, and lets work wait while they are too many. */
export class HeldRecords {
  private count = 0;
  private readonly waiting = new Set<() => void>();

  constructor(
    private readonly most: number,
    private readonly onChange: (count: number) => void,
  ) {}

  add(records: number): void {
    this.count += records;
    this.onChange(this.count);
    if (this.count <= this.most) for (const goOn of this.waiting) goOn();
  }

  /** Resolves when no more are held than may be. @throws the reason of `signal` when it aborts first. */
  async room(signal: AbortSignal): Promise<void> {
    while (this.count > this.most) {
      signal.throwIfAborted();
      await this.change(signal);
    }
  }

  private async change(signal: AbortSignal): Promise<void> {
    let goOn = (): void => undefined;
    await new Promise<void>((resolve) => {
      goOn = resolve;
      this.waiting.add(goOn);
      signal.addEventListener('abort', goOn, { once: true });
    });
    this.waiting.delete(goOn);
    signal.removeEventListener('abort', goOn);
  }
}
