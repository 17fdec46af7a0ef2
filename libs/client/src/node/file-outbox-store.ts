import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutboxEntry, OutboxStore } from '../outbox/outbox-store.js';

const ENDING = '.json';

/** Keeps an outbox in a folder, a file for each message. */
export class FileOutboxStore implements OutboxStore {
  private constructor(private readonly folder: string) {}

  static async open(folder: string): Promise<FileOutboxStore> {
    await mkdir(folder, { recursive: true });
    return new FileOutboxStore(folder);
  }

  async get(key: string): Promise<OutboxEntry | undefined> {
    const text = await readFile(this.fileOf(key), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    return text === undefined ? undefined : (JSON.parse(text) as OutboxEntry);
  }

  /** The file is there as a whole, or not at all, when the machine stops at any moment. */
  async put(entry: OutboxEntry): Promise<void> {
    const file = this.fileOf(entry.key);
    const draft = `${file}.draft`;
    const handle = await open(draft, 'w');
    try {
      await handle.writeFile(JSON.stringify(entry));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
    await this.syncFolder();
  }

  async delete(key: string): Promise<void> {
    await rm(this.fileOf(key), { force: true });
  }

  async list(): Promise<OutboxEntry[]> {
    const files = (await readdir(this.folder)).filter((name) => name.endsWith(ENDING));
    const entries = await Promise.all(files.map((name) => this.get(decodeURIComponent(name.slice(0, -ENDING.length)))));
    return entries.filter((entry) => entry !== undefined);
  }

  private async syncFolder(): Promise<void> {
    const handle = await open(this.folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  private fileOf(key: string): string {
    return join(this.folder, `${encodeURIComponent(key)}${ENDING}`);
  }
}
