import type { CruddurError } from '@cruddur/client';

/** Whether the service answers, as the last that was heard says. */
export class Connectivity {
  private away = !navigator.onLine;
  private readonly closing = new AbortController();

  constructor(private readonly tell: () => void) {
    const { signal } = this.closing;
    addEventListener('offline', () => this.set(true), { signal });
  }

  get isOffline(): boolean {
    return this.away;
  }

  isThere(): void {
    this.set(false);
  }

  /** A service that is asked to slow down is there. */
  isAway(error: CruddurError): void {
    if (error.status === 0 || error.status >= 500) this.set(true);
  }

  close(): void {
    this.closing.abort();
  }

  private set(away: boolean): void {
    if (away === this.away) return;
    this.away = away;
    this.tell();
  }
}
