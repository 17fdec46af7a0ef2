import type { Locks } from '../live/share-events';

/** The locks of a browser, as its pages have them. */
export class PageLocks implements Locks {
  private isHeld = false;
  private readonly waiting: (() => void)[] = [];

  async request(
    _name: string,
    { signal, ifAvailable = false }: { signal?: AbortSignal; ifAvailable?: boolean },
    work: (lock: unknown) => Promise<void>,
  ): Promise<void> {
    if (this.isHeld && ifAvailable) return work(null);
    while (this.isHeld) {
      await new Promise<void>((resolve, reject) => {
        this.waiting.push(resolve);
        signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      });
    }
    signal?.throwIfAborted();
    this.isHeld = true;
    try {
      await work({});
    } finally {
      this.isHeld = false;
      for (const next of this.waiting.splice(0)) next();
    }
  }
}
