import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  type BatchGetCommandOutput,
  type DynamoDBDocumentClient,
  paginateScan,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { itemKind, PARTITION_KEY, SORT_KEY, type StoredItem, storedItemOf, type TableKey } from '@app/common/table';
import { standingOf, unlessChanged } from './copied-items';
import { updateOfRow } from './copied-rows';

/** What became of the other table's items. */
export interface CopyOutcome {
  copied: number;
  /** The table had them. */
  present: number;
  /** The table has something else in their place, or something that has been changed since. */
  conflicting: number;
  /** Group rows that the table lacks: once they are made, another copy brings what their members have said. */
  rowless: number;
}

type Fate = keyof CopyOutcome;

/** As many as one request may ask for. */
const PAGE = 100;

/**
 * Puts into a table what it lacks of another one's conversations and settings, and changes nothing that is there but what
 * has moved on since: a message that was changed, a revision that has lost its text, a person's reactions, a send key.
 * Group rows follow from the messages and revisions. Of them it brings what their members alone have said, markers and choices,
 * onto rows that are there.
 */
export class TableCopy {
  constructor(
    private readonly documents: DynamoDBDocumentClient,
    private readonly from: string,
    private readonly to: string,
    private readonly isDry: boolean,
  ) {}

  /** Ends with the page under way when the signal aborts; a second run goes on where the first has ended. */
  async run(signal: AbortSignal, progress: (soFar: CopyOutcome) => void): Promise<CopyOutcome> {
    const outcome: CopyOutcome = { copied: 0, present: 0, conflicting: 0, rowless: 0 };
    const scan = { TableName: this.from, ConsistentRead: true };
    for await (const { Items = [] } of paginateScan({ client: this.documents, pageSize: PAGE }, scan)) {
      if (Items.length > 0) await this.copyPage(Items.map(storedItemOf), outcome);
      progress(outcome);
      if (signal.aborted) break;
    }
    return outcome;
  }

  /** One partition's items one after the other: a stream tells of them in their order. */
  private async copyPage(items: StoredItem[], outcome: CopyOutcome): Promise<void> {
    const present = await this.findPresent(items);
    const conversations = [...new Set(items.map((item) => item[PARTITION_KEY]))];
    await Promise.all(
      conversations.map(async (conversation) => {
        for (const item of items.filter((item) => item[PARTITION_KEY] === conversation)) {
          outcome[await this.copy(item, present.get(nameOf(item)))] += 1;
        }
      }),
    );
  }

  private async findPresent(items: StoredItem[]): Promise<Map<string, StoredItem>> {
    const found: StoredItem[] = [];
    let requests: BatchGetCommandOutput['UnprocessedKeys'] = {
      [this.to]: { Keys: items.map(placeOf), ConsistentRead: true },
    };
    while (requests && Object.keys(requests).length > 0) {
      const answer: BatchGetCommandOutput = await this.documents.send(new BatchGetCommand({ RequestItems: requests }));
      found.push(...(answer.Responses?.[this.to] ?? []).map(storedItemOf));
      requests = answer.UnprocessedKeys;
    }
    return new Map(found.map((item) => [nameOf(item), item]));
  }

  private async copy(item: StoredItem, present: StoredItem | undefined): Promise<Fate> {
    if (itemKind(item) === 'group-row') return present ? this.copySaid(item, present) : 'rowless';
    const standing = present && standingOf(present, item);
    if (standing === 'same') return 'present';
    if (standing === 'later' || standing === 'unrelated') return 'conflicting';
    const put = new PutCommand({ TableName: this.to, Item: item, ...unlessChanged(present) });
    return this.write(() => this.documents.send(put));
  }

  private async copySaid(row: StoredItem, present: StoredItem): Promise<Fate> {
    const update = updateOfRow(present, row);
    if (!update) return 'present';
    const command = new UpdateCommand({ TableName: this.to, Key: placeOf(row), ...update });
    return this.write(() => this.documents.send(command));
  }

  /** @param send a write under the condition that what is there is as it was read. */
  private async write(send: () => Promise<unknown>): Promise<Fate> {
    if (this.isDry) return 'copied';
    try {
      await send();
      return 'copied';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return 'conflicting';
      throw error;
    }
  }
}

const placeOf = ({ [PARTITION_KEY]: pk, [SORT_KEY]: sk }: TableKey): TableKey => ({
  [PARTITION_KEY]: pk,
  [SORT_KEY]: sk,
});

const nameOf = (item: TableKey): string => Object.values(placeOf(item)).join(' ');
