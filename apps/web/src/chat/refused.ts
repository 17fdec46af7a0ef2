import type { CruddurError, OutboxEntry } from '@cruddur/client';

export interface RefusedEntry {
  entry: OutboxEntry;
  error: CruddurError;
}

/** One's own messages that the service did not take, until they are sent again or given up. */
export class Refused {
  private readonly entries = new Map<string, RefusedEntry>();

  constructor(private readonly tell: () => void) {}

  get all(): RefusedEntry[] {
    return [...this.entries.values()];
  }

  add(entry: OutboxEntry, error: CruddurError): void {
    this.entries.set(entry.key, { entry, error });
    this.tell();
  }

  forget(key: string): void {
    if (this.entries.delete(key)) this.tell();
  }
}
