/** Tells who watches that something has changed, once for all changes of a moment. */
export class Changes {
  private readonly watchers = new Set<() => void>();
  private count = 0;
  private telling = false;

  /** Differs whenever something has changed. */
  readonly version = (): number => this.count;

  /** @returns how to stop. */
  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  /** In a task of its own: React takes changes that follow each other within one for a loop, and a stream brings hundreds. */
  readonly tell = (): void => {
    if (this.telling) return;
    this.telling = true;
    setTimeout(() => {
      this.telling = false;
      this.count += 1;
      for (const watcher of this.watchers) watcher();
    });
  };
}
