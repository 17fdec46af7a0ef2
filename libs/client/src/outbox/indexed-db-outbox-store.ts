import type { OutboxEntry, OutboxStore } from './outbox-store.js';

/** What is used of IndexedDB, so that whoever uses this package needs no types of a browser. */
interface IndexedDb {
  open(name: string, version: number): OpenRequest;
}

interface Request<Value> {
  readonly result: Value;
  readonly error: unknown;
  onsuccess: ((event: never) => unknown) | null;
  onerror: ((event: never) => unknown) | null;
}

interface OpenRequest extends Request<Database> {
  onupgradeneeded: ((event: never) => unknown) | null;
}

interface Database {
  createObjectStore(name: string, options: { keyPath: string }): unknown;
  transaction(store: string, mode: 'readonly' | 'readwrite', options: { durability: 'strict' }): Transaction;
  close(): void;
}

interface Transaction {
  readonly error: unknown;
  oncomplete: ((event: never) => unknown) | null;
  onabort: ((event: never) => unknown) | null;
  objectStore(name: string): ObjectStore;
}

interface ObjectStore {
  get(key: string): Request<unknown>;
  getAll(): Request<unknown[]>;
  put(entry: OutboxEntry): Request<unknown>;
  delete(key: string): Request<unknown>;
}

const ENTRIES = 'entries';

/** Keeps an outbox in the browser. */
export class IndexedDbOutboxStore implements OutboxStore {
  private constructor(private readonly database: Database) {}

  /** `name` is one for each person who signs in with this browser. */
  static async open(name: string): Promise<IndexedDbOutboxStore> {
    const request = ofTheBrowser().open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(ENTRIES, { keyPath: 'key' });
    const database = await new Promise<Database>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(failure(request));
    });
    return new IndexedDbOutboxStore(database);
  }

  async get(key: string): Promise<OutboxEntry | undefined> {
    return (await this.committed('readonly', (entries) => entries.get(key))) as OutboxEntry | undefined;
  }

  async put(entry: OutboxEntry): Promise<void> {
    await this.committed('readwrite', (entries) => entries.put(entry));
  }

  async delete(key: string): Promise<void> {
    await this.committed('readwrite', (entries) => entries.delete(key));
  }

  async list(): Promise<OutboxEntry[]> {
    return (await this.committed('readonly', (entries) => entries.getAll())) as OutboxEntry[];
  }

  close(): void {
    this.database.close();
  }

  private committed<Value>(
    mode: 'readonly' | 'readwrite',
    ask: (entries: ObjectStore) => Request<Value>,
  ): Promise<Value> {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(ENTRIES, mode, { durability: 'strict' });
      const request = ask(transaction.objectStore(ENTRIES));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(failure(transaction));
    });
  }
}

function ofTheBrowser(): IndexedDb {
  const { indexedDB } = globalThis as { indexedDB?: IndexedDb };
  if (!indexedDB) throw new Error('there is no IndexedDB here: give the outbox a store of your own');
  return indexedDB;
}

const failure = ({ error }: { error: unknown }): Error => new Error('IndexedDB has failed', { cause: error });
