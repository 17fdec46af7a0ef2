import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@app/common/contracts';
import {
  asStoreFailure,
  type Attributes,
  isConditionFailed,
  LeanDynamoDbClient,
  numberOf,
  storeRequest,
  toAttributes,
} from '@app/common/dynamodb/lean';
import {
  conversationKey,
  GROUP_ROW,
  type GroupRowItem,
  ITEM_EXISTS,
  ITEM_IS_ABSENT,
  readMembers,
} from '@app/common/table';
import { GROUP_PROJECTOR_CONFIG, type GroupProjectorConfig } from '../config/group-projector.config';
import {
  type GroupRowChange,
  type GroupRowKey,
  type GroupRowMove,
  type GroupRowPosition,
  tableKeyOf,
} from './group-row-move';

/** `lastNumber` of a moved row is the one it had before; undefined when the change was of its read marker alone. */
export type MoveOutcome =
  | { kind: 'moved'; lastNumber: number | undefined }
  | { kind: 'refused'; position: GroupRowPosition }
  | { kind: 'missing' };

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
      const { Attributes: before } = await this.dynamoDb.updateItem({
        TableName: this.config.TABLE_NAME,
        Key: toAttributes(tableKeyOf(row)),
        ...expressionOf(change),
        ReturnValues: 'UPDATED_OLD',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      return { kind: 'moved', lastNumber: before?.[GROUP_ROW.lastNumber] && numberOf(before, GROUP_ROW.lastNumber) };
    } catch (error) {
      if (!isConditionFailed(error)) throw asStoreFailure(error);
      return error.Item ? refusedBy(error.Item) : { kind: 'missing' };
    }
  }

  /** Makes the row at the place that `move` leads to. @returns false, and changes nothing, where there is one already. */
  async make(move: GroupRowMove, other: Person): Promise<boolean> {
    try {
      await this.dynamoDb.putItem({
        TableName: this.config.TABLE_NAME,
        Item: toAttributes(toItem(move, other)),
        ConditionExpression: ITEM_IS_ABSENT,
      });
      return true;
    } catch (error) {
      if (isConditionFailed(error)) return false;
      throw asStoreFailure(error);
    }
  }

  /** The members of a conversation; none where there is no such conversation. */
  async members(groupUuid: string): Promise<Person[]> {
    const { Item } = await storeRequest(() =>
      this.dynamoDb.getItem({
        TableName: this.config.TABLE_NAME,
        Key: toAttributes(conversationKey(groupUuid)),
        ConsistentRead: true,
      }),
    );
    return Item ? readMembers(Item) : [];
  }

  /** @throws DomainError `service_unavailable` when the table cannot be read. */
  async reachable(): Promise<void> {
    await this.members('health');
  }
}

function expressionOf({ last, readNumber }: GroupRowChange) {
  const sets: string[] = [];
  const conditions = [ITEM_EXISTS];
  if (last) {
    const { lastNumber, lastMessageAt, preview } = GROUP_ROW;
    sets.push(`${lastNumber} = :number`, `${lastMessageAt} = :at`, `${preview} = :preview`);
    conditions.push(`${lastNumber} < :number`);
  }
  if (readNumber !== undefined) {
    sets.push(`${GROUP_ROW.lastReadNumber} = :read`);
    conditions.push(`${GROUP_ROW.lastReadNumber} < :read`);
  }
  return {
    UpdateExpression: `SET ${sets.join(', ')}`,
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeValues: toAttributes({
      ':number': last?.number,
      ':at': last?.at,
      ':preview': last?.preview,
      ':read': readNumber,
    }),
  };
}

const refusedBy = (row: Attributes): MoveOutcome => ({
  kind: 'refused',
  position: {
    lastNumber: numberOf(row, GROUP_ROW.lastNumber),
    lastReadNumber: numberOf(row, GROUP_ROW.lastReadNumber),
  },
});

const toItem = (move: GroupRowMove, other: Person): GroupRowItem => ({
  ...tableKeyOf(move),
  last_number: move.last.number,
  last_message_at: move.last.at,
  last_read_number: move.readNumber ?? 0,
  message: move.last.preview,
  user_uuid: other.uuid,
  user_handle: other.handle,
  user_display_name: other.displayName,
});
