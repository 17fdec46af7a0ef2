import { setTimeout as after } from 'node:timers/promises';
import type { OutboxEntry, OutboxStore } from '../outbox/outbox-store';

/** Outlives the outboxes of a test; slow, or full, when a test says so. */
export class MemoryOutboxStore implements OutboxStore {
  readonly entries = new Map<string, OutboxEntry>();
  delayMs = 0;
  fail: 'put' | 'delete' | undefined;

  get(key: string): Promise<OutboxEntry | undefined> {
    return Promise.resolve(this.entries.get(key));
  }

  async put(entry: OutboxEntry): Promise<void> {
    if (this.fail === 'put') throw new Error('the store is full');
    await after(this.delayMs);
    this.entries.set(entry.key, entry);
  }

  async delete(key: string): Promise<void> {
    if (this.fail === 'delete') throw new Error('the store is closed');
    await after(this.delayMs);
    this.entries.delete(key);
  }

  list(): Promise<OutboxEntry[]> {
    return Promise.resolve([...this.entries.values()].reverse());
  }
}
