import { Inject, Injectable } from '@nestjs/common';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import {
  asStoreFailure,
  type Attributes,
  isConditionFailed,
  LeanDynamoDbClient,
  numberOf,
  numberOrZero,
  optionalTextOf,
  storeRequest,
  toAttributes,
} from '@app/common/dynamodb/lean';
import {
  changedKeys,
  CONVERSATION,
  conversationKey,
  CONVERSATION_SORT_KEY,
  conversationPartition,
  GROUP_ROW,
  type GroupRowItem,
  hasReached,
  ITEM_IS_ABSENT,
  MAX_REVISION,
  MESSAGE,
  type MessageItem,
  messageOf,
  messageSortKey,
  PARTITION_KEY,
  readMembers,
  readReach,
  type RevisionReach,
  revisionSortKey,
  SORT_KEY,
} from '@app/common/table';
import { GROUP_PROJECTOR_CONFIG, type GroupProjectorConfig } from '../config/group-projector.config';
import {
  type GroupRowChange,
  type GroupRowKey,
  type GroupRowPosition,
  type GroupState,
  tableKeyOf,
} from './group-row-move';
import { positionOf } from './group-row-position';
import { startedAt, updateOf } from './group-row-update';
import type { StoredConversation } from './new-row';

/** A row of a group that is made shows what came up to so far before its newest entry. */
const LATEST_ENTRIES = 25;

/** How far a row had come, as far as the change was about it. */
export type RowBefore = Partial<Pick<GroupRowPosition, 'lastNumber' | 'revision'>>;

export type MoveOutcome =
  { kind: 'moved'; before: RowBefore } | { kind: 'refused'; position: GroupRowPosition } | { kind: 'missing' };

/** Refused: there is a row already. Either tells how far the row has come. */
export interface MakeOutcome {
  kind: 'made' | 'refused';
  position: GroupRowPosition;
}

/** The rows of the members' conversation lists. Every write sets values, and only onto a row that is behind them. */
@Injectable()
export class GroupRowsStore {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    @Inject(GROUP_PROJECTOR_CONFIG) private readonly config: Pick<GroupProjectorConfig, 'TABLE_NAME'>,
  ) {}

  /**
   * Applies the whole change if, and only if, the row exists and is behind all of it; in one request.
   * The outcome tells how far the row had come.
   */
  async moveOn(row: GroupRowKey, change: GroupRowChange): Promise<MoveOutcome> {
    try {
      const { Attributes: before = {} } = await this.dynamoDb.updateItem({
        TableName: this.config.TABLE_NAME,
        Key: toAttributes(tableKeyOf(row)),
        ...updateOf(change),
        ReturnValues: 'UPDATED_OLD',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      return { kind: 'moved', before: beforeOf(before, change) };
    } catch (error) {
      if (!isConditionFailed(error)) throw asStoreFailure(error);
      return error.Item ? { kind: 'refused', position: positionOf(error.Item) } : { kind: 'missing' };
    }
  }

  /** Tells a row that has its first message alone when Kafka got that. */
  async startedAt(row: GroupRowKey, time: number): Promise<void> {
    try {
      const Key = toAttributes(tableKeyOf(row));
      await this.dynamoDb.updateItem({ TableName: this.config.TABLE_NAME, Key, ...startedAt(time) });
    } catch (error) {
      if (!isConditionFailed(error)) throw asStoreFailure(error);
    }
  }

  /** Changes nothing where there is a row already. */
  async make(row: GroupRowItem): Promise<MakeOutcome> {
    const Item = toAttributes(row);
    try {
      await this.dynamoDb.putItem({
        TableName: this.config.TABLE_NAME,
        Item,
        ConditionExpression: ITEM_IS_ABSENT,
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      return { kind: 'made', position: positionOf(Item) };
    } catch (error) {
      if (!isConditionFailed(error)) throw asStoreFailure(error);
      return error.Item ? { kind: 'refused', position: positionOf(error.Item) } : this.make(row);
    }
  }

  /**
   * A conversation as it is now; undefined where there is no such conversation. It is read in several requests: what comes
   * between them comes as an event too.
   */
  async conversation(groupUuid: string): Promise<StoredConversation | undefined> {
    const { revision, isSeen } = await this.newestRevision(groupUuid);
    const [conversation, newest] = await this.lastItems(groupUuid, messageSortKey(1), CONVERSATION_SORT_KEY, 2);
    if (conversation?.[SORT_KEY]?.S !== CONVERSATION_SORT_KEY || !newest) return undefined;
    const stored = {
      newest: entryOf(newest),
      // The one before is whole, since none is taken behind one that is not; and the event of this one is yet to come.
      revision: isSeen ? revision : revision - 1,
    };
    if (!conversation[CONVERSATION.membersAt]) return { ...stored, members: readMembers(conversation) };
    const latest = await this.latestEntries(groupUuid, stored.newest.number);
    return { ...stored, latest, group: readGroupState(conversation) };
  }

  /** A few, from the one with this number on, if it is there. */
  async latestEntries(groupUuid: string, upTo: number): Promise<MessageItem[]> {
    return (await this.lastItems(groupUuid, messageSortKey(1), messageSortKey(upTo), LATEST_ENTRIES)).map(entryOf);
  }

  /** 0 where there is none. It is seen once every item of its transaction is: one may be visible before another. */
  async newestRevision(groupUuid: string): Promise<{ revision: number; isSeen: boolean }> {
    const [newest] = await this.lastItems(groupUuid, revisionSortKey(1), revisionSortKey(MAX_REVISION), 1);
    if (!newest) return { revision: 0, isSeen: true };
    const reach = readReach(newest);
    return { revision: reach.revision, isSeen: await this.isSeen(groupUuid, reach) };
  }

  /** @throws DomainError `service_unavailable` when the table cannot be read. */
  async reachable(): Promise<void> {
    const Key = toAttributes(conversationKey('health'));
    await storeRequest(() => this.dynamoDb.getItem({ TableName: this.config.TABLE_NAME, Key }));
  }

  /** What DynamoDB has left unread is not seen yet. */
  private async isSeen(groupUuid: string, reach: RevisionReach): Promise<boolean> {
    const Keys = changedKeys(groupUuid, reach).map(toAttributes);
    const request = { RequestItems: { [this.config.TABLE_NAME]: { Keys, ConsistentRead: true } } };
    const { Responses } = await storeRequest(() => this.dynamoDb.batchGetItem(request));
    const changed = Responses?.[this.config.TABLE_NAME] ?? [];
    return changed.length === Keys.length && changed.every((item) => hasReached(item, reach.revision));
  }

  /** Of a conversation, from the last one on. */
  private async lastItems(groupUuid: string, first: string, last: string, limit: number): Promise<Attributes[]> {
    const { Items = [] } = await storeRequest(() =>
      this.dynamoDb.query({
        TableName: this.config.TABLE_NAME,
        KeyConditionExpression: `${PARTITION_KEY} = :pk AND ${SORT_KEY} BETWEEN :first AND :last`,
        ExpressionAttributeValues: toAttributes({
          ':pk': conversationPartition(groupUuid),
          ':first': first,
          ':last': last,
        }),
        ScanIndexForward: false,
        Limit: limit,
        ConsistentRead: true,
      }),
    );
    return Items;
  }
}

/** Bytes are on the wire as base64; nothing here reads them. */
function entryOf({ [MESSAGE.members]: _members, ...item }: Attributes): MessageItem {
  return messageOf(unmarshall(item as Parameters<typeof unmarshall>[0]));
}

const readGroupState = (conversation: Attributes): GroupState => ({
  membersAt: numberOf(conversation, CONVERSATION.membersAt),
  memberCount: numberOf(conversation, CONVERSATION.memberCount),
  name: optionalTextOf(conversation, CONVERSATION.name),
});

const beforeOf = (before: Attributes, { last, revision }: GroupRowChange): RowBefore => ({
  ...(last && { lastNumber: numberOf(before, GROUP_ROW.lastNumber) }),
  ...(revision !== undefined && { revision: numberOrZero(before, GROUP_ROW.revision) }),
});
