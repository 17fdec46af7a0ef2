import { Inject, Injectable } from '@nestjs/common';
import { type Attributes, LeanDynamoDbClient } from '@app/common/dynamodb/lean';
import {
  type Entry,
  MAX_REVISION,
  messageKey,
  reactorKey,
  reactorsSortKey,
  readEntry,
  readReactor,
  readRevision,
  type Reactor,
  type Revision,
  revisionKey,
  revisionSortKey,
} from '@app/common/table';
import { MESSAGES_CONFIG, type MessagesConfig } from '../config/messages.config';
import { readItem } from '../conversations/requests/read-item';
import { readRange } from '../conversations/requests/read-range';
import { SeveralItems } from '../conversations/requests/several-items';

/** What is asked for of some entries of a conversation. */
export interface Wanted {
  /** Themselves, by their numbers. */
  entries: number[];
  /** What the reader has reacted with to these. */
  reactedBy?: { readerUuid: string; numbers: number[] };
}

/** What of it there is, by the numbers of the entries. */
export interface FoundEntries {
  entries: Map<number, Entry>;
  reactors: Map<number, Reactor>;
}

/** Single entries of a conversation, its revisions, and who has reacted with what. Every read is strongly consistent. */
@Injectable()
export class EntriesStore {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    private readonly several: SeveralItems,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'TABLE_NAME'>,
  ) {}

  async entry(groupUuid: string, number: number): Promise<Entry | undefined> {
    const item = await readItem(this.dynamoDb, this.config.TABLE_NAME, messageKey(groupUuid, number));
    return item && readEntry(item);
  }

  /** In one request for 100 of all that is wanted; each item is as it was at a moment of its own. */
  async find(groupUuid: string, { entries, reactedBy }: Wanted): Promise<FoundEntries> {
    const keyOf = (number: number) => messageKey(groupUuid, number);
    const reactorKeyOf = (number: number) => reactorKey(groupUuid, number, reactedBy?.readerUuid ?? '');
    const reacted = reactedBy?.numbers ?? [];
    const found = await this.several.read([...entries.map(keyOf), ...reacted.map(reactorKeyOf)]);
    return {
      entries: byNumber(entries, (number) => found.get(keyOf(number)), readEntry),
      reactors: byNumber(reacted, (number) => found.get(reactorKeyOf(number)), readReactor),
    };
  }

  /** `limit` revisions that begin with `revision`, by ascending number; none above `until`. */
  async revisionsFrom(groupUuid: string, revision: number, limit: number, until = Infinity): Promise<Revision[]> {
    const range = {
      groupUuid,
      from: revisionSortKey(Math.min(revision, MAX_REVISION)),
      to: revisionSortKey(Math.min(until, MAX_REVISION)),
    };
    return (await readRange(this.dynamoDb, this.config.TABLE_NAME, { ...range, limit })).map(readRevision);
  }

  /** These revisions, as many as are there, in the same order. */
  async revisions(groupUuid: string, revisions: number[]): Promise<Revision[]> {
    const keyOf = (revision: number) => revisionKey(groupUuid, revision);
    const found = await this.several.read(revisions.map(keyOf));
    return [...byNumber(revisions, (revision) => found.get(keyOf(revision)), readRevision).values()];
  }

  /** Everybody who has reacted to an entry, or has taken all reactions back. */
  async reactors(groupUuid: string, number: number): Promise<Reactor[]> {
    const from = reactorsSortKey(number);
    const items = await readRange(this.dynamoDb, this.config.TABLE_NAME, { groupUuid, from, to: `${from}~` });
    return items.map(readReactor);
  }
}

function byNumber<Read>(
  numbers: number[],
  find: (number: number) => Attributes | undefined,
  read: (item: Attributes) => Read,
): Map<number, Read> {
  const found = new Map<number, Read>();
  for (const number of numbers) {
    const item = find(number);
    if (item) found.set(number, read(item));
  }
  return found;
}
