import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  type BatchGetCommandOutput,
  type DynamoDBDocumentClient,
  paginateScan,
  PutCommand,
} from '@aws-sdk/lib-dynamodb';
import {
  ITEM_IS_ABSENT,
  itemKind,
  type MessageItem,
  PARTITION_KEY,
  SEND_KEY,
  type SendKeyItem,
  SORT_KEY,
  type StoredItem,
  storedItemOf,
  type TableKey,
} from '@app/common/table';

/** What became of the conversations, messages and send keys of the other table. */
export interface CopyOutcome {
  copied: number;
  /** The table had them. */
  present: number;
  /** The table has another message or send key in their place. */
  conflicting: number;
}

type Attributes = Partial<MessageItem & SendKeyItem>;
type Fate = keyof CopyOutcome;

/** As many as one request may ask for. */
const PAGE = 100;

/**
 * Puts into a table what it lacks of another one's conversations, and changes nothing that is there but a send key that
 * has moved on since. Group rows are left out: they follow from the messages.
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
    const outcome: CopyOutcome = { copied: 0, present: 0, conflicting: 0 };
    const scan = { TableName: this.from, ConsistentRead: true };
    for await (const { Items = [] } of paginateScan({ client: this.documents, pageSize: PAGE }, scan)) {
      const items = Items.map(storedItemOf).filter((item) => itemKind(item) !== 'group-row');
      if (items.length > 0) await this.copyPage(items, outcome);
      progress(outcome);
      if (signal.aborted) break;
    }
    return outcome;
  }

  /** One conversation's items one after the other: a stream tells of them in their order. */
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
    if (present && isSame(item, present)) return 'present';
    if (present && !isBehind(present, item)) return 'conflicting';
    if (this.isDry) return 'copied';
    try {
      await this.documents.send(new PutCommand({ TableName: this.to, Item: item, ...unlessChanged(present) }));
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

/** Two conversations with one key are the same. Two messages, or two send keys, with one key may differ. */
const isSame = (item: Attributes, other: Attributes): boolean =>
  item.message_uuid === other.message_uuid && item.number === other.number && item.tried_number === other.tried_number;

/** A send key as it was before it moved on: its message may be under the later number alone. */
const isBehind = (item: Attributes, other: Attributes): boolean =>
  item.tried_number !== undefined && other.tried_number !== undefined && item.tried_number < other.tried_number;

const unlessChanged = (present: Attributes | undefined) =>
  present === undefined
    ? { ConditionExpression: ITEM_IS_ABSENT }
    : {
        ConditionExpression: `${SEND_KEY.triedNumber} = :tried`,
        ExpressionAttributeValues: { ':tried': present.tried_number },
      };
