import { Inject, Injectable } from '@nestjs/common';
import type { LiveRow, MessageGroup } from '@app/common/contracts';
import {
  type Attributes,
  LeanDynamoDbClient,
  numberOf,
  numberOrZero,
  optionalNumberOf,
  optionalTextOf,
  storeRead,
  textOf,
  toAttributes,
} from '@app/common/dynamodb/lean';
import {
  GROUP_ROW,
  groupRowKey,
  groupsPartition,
  isArchived,
  PARTITION_KEY,
  readGroupRow,
  readRowSpans,
  readRequest,
  readProgress,
  SORT_KEY,
} from '@app/common/table';
import { MESSAGES_CONFIG, type MessagesConfig } from '../../config/messages.config';
import { readItem } from '../../conversations/requests/read-item';
import { ListMetrics } from '../unread/list-metrics';
import { NearestRows, type Wanted } from './nearest-rows';
import type { UnreadPosition } from '../unread/unread-position';

/** As much of a row as a total of what is unread takes. */
export type UnreadRow = UnreadPosition & Pick<MessageGroup, 'mutedUntil' | 'isArchived'>;

const OF_UNREAD_ROW = [
  SORT_KEY,
  GROUP_ROW.lastNumber,
  GROUP_ROW.lastReadNumber,
  GROUP_ROW.uncountedNumber,
  GROUP_ROW.revision,
  GROUP_ROW.mutedUntil,
  GROUP_ROW.archivedNumber,
  GROUP_ROW.request,
  GROUP_ROW.spans,
];

const OF_LIVE_ROW = [
  SORT_KEY,
  GROUP_ROW.lastNumber,
  GROUP_ROW.revision,
  GROUP_ROW.lastReadNumber,
  GROUP_ROW.seenNumber,
  GROUP_ROW.receivedNumber,
  GROUP_ROW.movedAt,
  GROUP_ROW.request,
];

/** Reads the rows of conversation lists. Strongly consistent: what was written is in the very next list. */
@Injectable()
export class ConversationListsStore {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'TABLE_NAME'>,
    private readonly metrics: ListMetrics,
  ) {}

  /**
   * Up to `limit` rows beyond the cursor, nearest first: without a cursor, or towards older ones, by falling recency;
   * towards newer ones by rising recency.
   */
  async list(userUuid: string, wanted: Wanted): Promise<MessageGroup[]> {
    const nearest = new NearestRows(wanted);
    await this.eachOf(userUuid, (row) => nearest.offer(row));
    return nearest.page().map(readGroupRow);
  }

  /** Of all conversations of a user that wait for nothing, in no order. */
  async unreadRows(userUuid: string): Promise<UnreadRow[]> {
    const rows: UnreadRow[] = [];
    const take = (row: Attributes): void => {
      if (readRequest(row) === undefined) rows.push(readUnreadRow(row));
    };
    await this.eachOf(userUuid, take, OF_UNREAD_ROW);
    return rows;
  }

  /** Of all conversations of a user, in no order. */
  async liveRows(userUuid: string): Promise<LiveRow[]> {
    const rows: LiveRow[] = [];
    await this.eachOf(userUuid, (row) => rows.push(readLiveRow(row)), OF_LIVE_ROW);
    return rows;
  }

  async liveRow(userUuid: string, groupUuid: string): Promise<LiveRow | undefined> {
    const row = await readItem(this.dynamoDb, this.config.TABLE_NAME, groupRowKey(userUuid, groupUuid));
    return row && readLiveRow(row);
  }

  async one(userUuid: string, groupUuid: string): Promise<MessageGroup | undefined> {
    const row = await readItem(this.dynamoDb, this.config.TABLE_NAME, groupRowKey(userUuid, groupUuid));
    return row && readGroupRow(row);
  }

  private async eachOf(userUuid: string, take: (row: Attributes) => void, attributes?: string[]): Promise<void> {
    let read = 0;
    for await (const rows of this.rowsOf(userUuid, attributes)) {
      for (const row of rows) take(row);
      read += rows.length;
    }
    this.metrics.listed(userUuid, read);
  }

  /** All rows of a user: a request for each MB, and the end of one is not the end. */
  private async *rowsOf(userUuid: string, attributes?: string[]): AsyncGenerator<Attributes[]> {
    let ExclusiveStartKey: Attributes | undefined;
    do {
      const query = {
        TableName: this.config.TABLE_NAME,
        KeyConditionExpression: `${PARTITION_KEY} = :pk`,
        ExpressionAttributeValues: toAttributes({ ':pk': groupsPartition(userUuid) }),
        ...(attributes && projectionOf(attributes)),
        ConsistentRead: true,
        ExclusiveStartKey,
      };
      const { Items = [], LastEvaluatedKey } = await storeRead((gone) => this.dynamoDb.query(query, gone));
      yield Items;
      ExclusiveStartKey = LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }
}

function readLiveRow(row: Attributes): LiveRow {
  const movedAt = optionalNumberOf(row, GROUP_ROW.movedAt);
  return {
    groupUuid: textOf(row, SORT_KEY),
    lastNumber: numberOf(row, GROUP_ROW.lastNumber),
    revision: numberOrZero(row, GROUP_ROW.revision),
    lastReadNumber: numberOf(row, GROUP_ROW.lastReadNumber),
    lastReceivedNumber: readProgress(row).lastReceivedNumber,
    ...(movedAt !== undefined && { movedAt }),
    isHidden: row[GROUP_ROW.request] !== undefined,
  };
}

/** By names of their own: DynamoDB keeps some words for itself. */
const projectionOf = (attributes: string[]) => ({
  ProjectionExpression: attributes.map((name) => `#${name}`).join(', '),
  ExpressionAttributeNames: Object.fromEntries(attributes.map((name) => [`#${name}`, name])),
});

const readUnreadRow = (row: Attributes): UnreadRow => ({
  uuid: textOf(row, SORT_KEY),
  lastNumber: numberOf(row, GROUP_ROW.lastNumber),
  lastReadNumber: numberOf(row, GROUP_ROW.lastReadNumber),
  uncountedNumber: numberOrZero(row, GROUP_ROW.uncountedNumber),
  revision: numberOrZero(row, GROUP_ROW.revision),
  spans: readRowSpans(row),
  mutedUntil: optionalTextOf(row, GROUP_ROW.mutedUntil),
  isArchived: isArchived(row),
});
