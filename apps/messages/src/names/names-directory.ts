import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Person } from '@app/common/contracts';
import { KnownNamesStore } from './known-names.store';

const REMEMBERED_NAMES = 50_000;
/** A changed name is in all lists of groups after this time. */
const REMEMBERED_MS = 30_000;

/** The present names of people in groups. */
@Injectable()
export class NamesDirectory {
  private readonly remembered = new LRUCache<string, Person>({ max: REMEMBERED_NAMES, ttl: REMEMBERED_MS });

  constructor(@Inject(KnownNamesStore) private readonly store: Pick<KnownNamesStore, 'of'>) {}

  /** By their uuids, of those whose names are known; in one request for 100 of them, where they are not remembered. */
  async of(uuids: readonly string[]): Promise<Map<string, Person>> {
    const once = [...new Set(uuids)];
    const known = new Map(once.flatMap((uuid) => toPair(uuid, this.remembered.get(uuid))));
    const read = await this.store.of(once.filter((uuid) => !known.has(uuid)));
    for (const [uuid, person] of read) this.remembered.set(uuid, person);
    return new Map([...known, ...read]);
  }
}

const toPair = (uuid: string, person: Person | undefined): [string, Person][] => (person ? [[uuid, person]] : []);
