import type { OutboxEntry } from '@cruddur/client';

export interface RefusedEntry {
  entry: OutboxEntry;
  /** In words, for who wrote it. */
  why: string;
}

/**
 * One's own messages that the service did not take, until they are sent again or given up. Given the storage of a tab,
 * they outlive the page, and no other tab offers to send them, too.
 */
export class Refused {
  private readonly name: string;
  private entries: RefusedEntry[];

  constructor(
    private readonly storage: Storage,
    personUuid: string,
    private readonly tell: () => void,
  ) {
    this.name = `refused messages of ${personUuid}`;
    this.entries = JSON.parse(storage.getItem(this.name) ?? '[]') as RefusedEntry[];
  }

  get all(): readonly RefusedEntry[] {
    return this.entries;
  }

  add(entry: OutboxEntry, why: string): void {
    this.keep([...this.entries, { entry, why }]);
  }

  forget(key: string): void {
    this.keep(this.entries.filter(({ entry }) => entry.key !== key));
  }

  forgetAll(): void {
    this.keep([]);
  }

  private keep(entries: RefusedEntry[]): void {
    this.entries = entries;
    try {
      if (entries.length > 0) this.storage.setItem(this.name, JSON.stringify(entries));
      else this.storage.removeItem(this.name);
    } catch {
      // A storage that is full keeps what it has; the page still shows them.
    }
    this.tell();
  }
}
