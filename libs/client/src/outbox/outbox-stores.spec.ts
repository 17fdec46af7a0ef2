import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import 'fake-indexeddb/auto';
import { FileOutboxStore } from '../node';
import { IndexedDbOutboxStore } from './indexed-db-outbox-store';
import type { OutboxEntry, OutboxStore } from './outbox-store';

const entry = (key: string, position: number, message = 'hi'): OutboxEntry => ({
  key,
  position,
  message: { handle: 'bayko', message },
});

describe('a store of an outbox', () => {
  let folder: string;
  let name: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'outbox-'));
    name = basename(folder);
  });
  afterEach(() => rm(folder, { recursive: true }));

  describe.each<[string, () => Promise<OutboxStore>]>([
    ['in files', () => FileOutboxStore.open(join(folder, 'of', 'andrew'))],
    ['in IndexedDB', () => IndexedDbOutboxStore.open(name)],
  ])('%s', (_where, open) => {
    it('has what was put into it, also when it is opened again', async () => {
      const store = await open();
      await Promise.all([store.put(entry('a', 1)), store.put(entry('b/../c', 2)), store.put(entry('d', 3))]);
      await store.put(entry('a', 1, 'hello'));
      await store.delete('d');
      const again = await open();
      const entries = await again.list();
      expect(entries.sort((one, other) => one.position - other.position)).toEqual([
        entry('a', 1, 'hello'),
        entry('b/../c', 2),
      ]);
      expect(await again.get('b/../c')).toEqual(entry('b/../c', 2));
    });

    it('does not mind what is not there', async () => {
      const store = await open();
      expect(await store.get('a')).toBeUndefined();
      await store.delete('a');
      expect(await store.list()).toEqual([]);
    });
  });

  it('in files takes no draft for an entry', async () => {
    const store = await FileOutboxStore.open(folder);
    await writeFile(join(folder, 'a.json.draft'), '{"key"');
    expect(await store.list()).toEqual([]);
  });

  it('in IndexedDB rejects what is not committed', async () => {
    const store = await IndexedDbOutboxStore.open(name);
    store.close();
    await expect(store.put(entry('a', 1))).rejects.toThrow();
  });

  it('in IndexedDB says where there is none', async () => {
    const { indexedDB } = globalThis as { indexedDB?: unknown };
    Reflect.set(globalThis, 'indexedDB', undefined);
    await expect(IndexedDbOutboxStore.open(name)).rejects.toThrow('there is no IndexedDB here');
    Reflect.set(globalThis, 'indexedDB', indexedDB);
  });
});
