import { Inject, Injectable } from '@nestjs/common';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  paginateQuery,
  paginateScan,
} from '@aws-sdk/lib-dynamodb';
import {
  CONVERSATION_SORT_KEY,
  type ConversationItem,
  conversationOf,
  conversationPartition,
  fromMemberBytes,
  groupRowKey,
  MAX_MESSAGE_NUMBER,
  MAX_REVISION,
  messageKey,
  messageOf,
  messageSortKey,
  PARTITION_KEY,
  revisionSortKey,
  type RowPosition,
  rowPositionOf,
  type ShownPosition,
  SORT_KEY,
  type StoredItem,
  storedItemOf,
} from '@app/common/table';
import { STREAM_RELAY_CONFIG, type StreamRelayConfig } from '../config/stream-relay.config';
import { ReadBudget } from '../stream/read-budget';

/** Items that one request reads at most, and so what is in memory at once. */
const PAGE = 200;
/** As many as one request may ask for. */
const ROWS_AT_ONCE = 100;

const NOTHING: ShownPosition = { number: 0, revision: 0 };

/** The streamed table itself, read in full and strongly consistent, but no faster than its budget allows. */
@Injectable()
export class MessagesTable {
  constructor(
    private readonly documents: DynamoDBDocumentClient,
    @Inject(STREAM_RELAY_CONFIG) private readonly config: Pick<StreamRelayConfig, 'TABLE_NAME'>,
    private readonly budget: ReadBudget,
  ) {}

  /** Pages of all conversations in one of `total` parts of the table. */
  async *conversations(part: number, total: number, signal: AbortSignal): AsyncGenerator<ConversationItem[]> {
    const pages = paginateScan(
      { client: this.documents },
      {
        TableName: this.config.TABLE_NAME,
        Segment: part,
        TotalSegments: total,
        Limit: PAGE,
        FilterExpression: `${SORT_KEY} = :conversation`,
        ExpressionAttributeValues: { ':conversation': CONVERSATION_SORT_KEY },
        ConsistentRead: true,
        ReturnConsumedCapacity: 'TOTAL',
      },
    );
    for await (const { Items = [], ConsumedCapacity } of pages) {
      await this.budget.spend(ConsumedCapacity?.CapacityUnits, signal);
      yield Items.map(conversationOf);
    }
  }

  /**
   * How far every member's row tells that the conversation was published: nothing of it where a member has no row. Of a
   * group they are those of now: what closes the row of who has left moves theirs too.
   * @param lostFrom what was written before, in milliseconds since 1970, was published in any case.
   */
  async published(conversation: ConversationItem, lostFrom: number, signal: AbortSignal): Promise<ShownPosition> {
    const members = await this.members(conversation, signal);
    const rows: RowPosition[] = [];
    for (let i = 0; i < members.length; i += ROWS_AT_ONCE) {
      const some = members.slice(i, i + ROWS_AT_ONCE);
      rows.push(...(await this.rowsOf(some, conversation.message_group_uuid, signal)));
    }
    if (rows.length < members.length) return NOTHING;
    const published = rows.map((row) => publishedBy(row, lostFrom));
    return {
      number: Math.min(...published.map(({ number }) => number)),
      revision: Math.min(...published.map(({ revision }) => revision)),
    };
  }

  /** Pages of the messages with higher numbers, in their order. */
  messagesAfter(number: number, groupUuid: string, signal: AbortSignal): AsyncGenerator<StoredItem[]> {
    return this.between(messageSortKey(number + 1), messageSortKey(MAX_MESSAGE_NUMBER), groupUuid, signal);
  }

  /** Pages of the later changes of messages, in their order. */
  revisionsAfter(revision: number, groupUuid: string, signal: AbortSignal): AsyncGenerator<StoredItem[]> {
    return this.between(revisionSortKey(revision + 1), revisionSortKey(MAX_REVISION), groupUuid, signal);
  }

  private async members(conversation: ConversationItem, signal: AbortSignal): Promise<string[]> {
    if (conversation.kind !== 'group') return conversation.members.map(({ uuid }) => uuid);
    const { message_group_uuid: groupUuid, members_at: number } = conversation;
    const { Item, ConsumedCapacity } = await this.documents.send(
      new GetCommand({
        TableName: this.config.TABLE_NAME,
        Key: messageKey(groupUuid, number),
        ConsistentRead: true,
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    await this.budget.spend(ConsumedCapacity?.CapacityUnits, signal);
    const { members } = Item ? messageOf(Item) : {};
    if (!members) throw new Error(`the members of ${groupUuid} at ${number} are not to be seen`);
    return fromMemberBytes(members);
  }

  private async rowsOf(userUuids: string[], groupUuid: string, signal: AbortSignal): Promise<RowPosition[]> {
    const Keys = userUuids.map((uuid) => groupRowKey(uuid, groupUuid));
    const { Responses, UnprocessedKeys, ConsumedCapacity } = await this.documents.send(
      new BatchGetCommand({
        RequestItems: { [this.config.TABLE_NAME]: { Keys, ConsistentRead: true } },
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    await this.budget.spend(ConsumedCapacity?.[0]?.CapacityUnits, signal);
    if (Object.keys(UnprocessedKeys ?? {}).length > 0) throw new Error('DynamoDB has not read all rows');
    return (Responses?.[this.config.TABLE_NAME] ?? []).map(rowPositionOf);
  }

  private async *between(
    first: string,
    last: string,
    groupUuid: string,
    signal: AbortSignal,
  ): AsyncGenerator<StoredItem[]> {
    const pages = paginateQuery(
      { client: this.documents },
      {
        TableName: this.config.TABLE_NAME,
        KeyConditionExpression: `${PARTITION_KEY} = :pk AND ${SORT_KEY} BETWEEN :first AND :last`,
        ExpressionAttributeValues: { ':pk': conversationPartition(groupUuid), ':first': first, ':last': last },
        Limit: PAGE,
        ConsistentRead: true,
        ReturnConsumedCapacity: 'TOTAL',
      },
    );
    for await (const { Items = [], ConsumedCapacity } of pages) {
      await this.budget.spend(ConsumedCapacity?.CapacityUnits, signal);
      yield Items.map(storedItemOf);
    }
  }
}

/**
 * What a row shows, Kafka had by the time that the row tells. One that tells none was made from the table, which may have
 * been ahead of Kafka, so that it is believed only where its last message is older than what was lost.
 */
function publishedBy({ movedAt, lastMessageAt, number, revision }: RowPosition, lostFrom: number): ShownPosition {
  if (movedAt !== undefined) return { number, revision };
  return Date.parse(lastMessageAt) < lostFrom ? { number, revision: 0 } : NOTHING;
}
