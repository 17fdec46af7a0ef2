import { Inject, Injectable } from '@nestjs/common';
import { BatchGetCommand, DynamoDBDocumentClient, paginateQuery, paginateScan } from '@aws-sdk/lib-dynamodb';
import {
  CONVERSATION_SORT_KEY,
  conversationPartition,
  type ConversationItem,
  type GroupRowItem,
  groupsPartition,
  type MessageItem,
  messageSortKey,
  MAX_MESSAGE_NUMBER,
  PARTITION_KEY,
  SORT_KEY,
} from '@app/common/table';
import { STREAM_RELAY_CONFIG, type StreamRelayConfig } from '../config/stream-relay.config';
import { ReadBudget } from '../stream/read-budget';

/** Items that one request reads at most, and so what is in memory at once. */
const PAGE = 200;

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
      yield Items as ConversationItem[];
    }
  }

  /** The number up to which every member's row shows the conversation; 0 where a member has no row. */
  async shownNumber(
    { message_group_uuid: groupUuid, members }: ConversationItem,
    signal: AbortSignal,
  ): Promise<number> {
    const Keys = members.map(({ uuid }) => ({ [PARTITION_KEY]: groupsPartition(uuid), [SORT_KEY]: groupUuid }));
    const { Responses, UnprocessedKeys, ConsumedCapacity } = await this.documents.send(
      new BatchGetCommand({
        RequestItems: { [this.config.TABLE_NAME]: { Keys, ConsistentRead: true } },
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    await this.budget.spend(ConsumedCapacity?.[0]?.CapacityUnits, signal);
    if (Object.keys(UnprocessedKeys ?? {}).length > 0) throw new Error('DynamoDB has not read all rows');
    const rows = (Responses?.[this.config.TABLE_NAME] ?? []) as GroupRowItem[];
    return rows.length < members.length ? 0 : Math.min(...rows.map(({ last_number }) => last_number));
  }

  /** Pages of the messages with higher numbers, in their order. */
  async *messagesAfter(number: number, groupUuid: string, signal: AbortSignal): AsyncGenerator<MessageItem[]> {
    const pages = paginateQuery(
      { client: this.documents },
      {
        TableName: this.config.TABLE_NAME,
        KeyConditionExpression: `${PARTITION_KEY} = :pk AND ${SORT_KEY} BETWEEN :first AND :last`,
        ExpressionAttributeValues: {
          ':pk': conversationPartition(groupUuid),
          ':first': messageSortKey(number + 1),
          ':last': messageSortKey(MAX_MESSAGE_NUMBER),
        },
        Limit: PAGE,
        ConsistentRead: true,
        ReturnConsumedCapacity: 'TOTAL',
      },
    );
    for await (const { Items = [], ConsumedCapacity } of pages) {
      await this.budget.spend(ConsumedCapacity?.CapacityUnits, signal);
      yield Items as MessageItem[];
    }
  }
}
