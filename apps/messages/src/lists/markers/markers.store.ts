import { Inject, Injectable } from '@nestjs/common';
import {
  asStoreFailure,
  type Attributes,
  isConditionFailed,
  LeanDynamoDbClient,
  numberOf,
  optionalNumberOf,
  toAttributes,
} from '@app/common/dynamodb/lean';
import { GROUP_ROW, groupRowKey, ITEM_EXISTS, readProgress } from '@app/common/table';
import { MESSAGES_CONFIG, type MessagesConfig } from '../../config/messages.config';
import { readItem } from '../../conversations/requests/read-item';
import type { Markers } from './markers';

const { lastReadNumber, receivedNumber, seenNumber } = GROUP_ROW;

const PLACES = Object.entries({
  lastRead: lastReadNumber,
  seen: seenNumber,
  forced: GROUP_ROW.forcedNumber,
  uncounted: GROUP_ROW.uncountedNumber,
} satisfies Record<keyof Markers, string>) as [keyof Markers, string][];

/** How far members have come, in their rows: what the members themselves say; what their sending says, the projector does. */
@Injectable()
export class MarkersStore {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'TABLE_NAME'>,
  ) {}

  /**
   * Moves the member's read marker forward to `number`, never back.
   * @returns where the marker then stands; undefined when this user has no such row.
   */
  moveRead(userUuid: string, groupUuid: string, number: number): Promise<number | undefined> {
    return this.moveOn(userUuid, groupUuid, number, {
      moved: lastReadNumber,
      isBehind: `${lastReadNumber} < :n`,
      placeIn: (row) => numberOf(row, lastReadNumber),
    });
  }

  /**
   * Moves what the member has received forward to `number`, never back. What they have read they have received.
   * @returns up to where they have received; undefined when this user has no such row.
   */
  moveReceived(userUuid: string, groupUuid: string, number: number): Promise<number | undefined> {
    const isBelow = (name: string): string => `(attribute_not_exists(${name}) OR ${name} < :n)`;
    return this.moveOn(userUuid, groupUuid, number, {
      moved: receivedNumber,
      isBehind: [lastReadNumber, seenNumber, receivedNumber].map(isBelow).join(' AND '),
      placeIn: (row) => readProgress(row).lastReceivedNumber,
    });
  }

  /** Strongly consistent; undefined when this user has no such row. */
  async read(userUuid: string, groupUuid: string): Promise<Markers | undefined> {
    const row = await readItem(this.dynamoDb, this.config.TABLE_NAME, groupRowKey(userUuid, groupUuid));
    return row && markersIn(row);
  }

  /** @returns false, with nothing changed, where the row's markers are not `before` any more. */
  async replace(userUuid: string, groupUuid: string, before: Markers, after: Markers): Promise<boolean> {
    const isAsBefore = PLACES.map(([name, attribute]) =>
      before[name] === undefined ? `attribute_not_exists(${attribute})` : `${attribute} = :${name}Before`,
    );
    const values = PLACES.map(([name]) => ({ [`:${name}`]: after[name], [`:${name}Before`]: before[name] }));
    const row = await this.update({
      ...this.place(userUuid, groupUuid),
      UpdateExpression: `SET ${PLACES.map(([name, attribute]) => `${attribute} = :${name}`).join(', ')}`,
      ConditionExpression: isAsBefore.join(' AND '),
      ExpressionAttributeValues: toAttributes(Object.assign({}, ...values) as object),
    });
    return row === 'changed';
  }

  private async moveOn(
    userUuid: string,
    groupUuid: string,
    number: number,
    { moved, isBehind, placeIn }: { moved: string; isBehind: string; placeIn: (row: Attributes) => number },
  ): Promise<number | undefined> {
    const row = await this.update({
      ...this.place(userUuid, groupUuid),
      UpdateExpression: `SET ${moved} = :n`,
      ConditionExpression: `${ITEM_EXISTS} AND ${isBehind}`,
      ExpressionAttributeValues: toAttributes({ ':n': number }),
    });
    return row === 'changed' ? number : row && placeIn(row);
  }

  /** @returns the row as it is, where the condition does not hold; undefined where there is none. */
  private async update(
    input: Parameters<LeanDynamoDbClient['updateItem']>[0],
  ): Promise<'changed' | Attributes | undefined> {
    try {
      await this.dynamoDb.updateItem({ ...input, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' });
      return 'changed';
    } catch (error) {
      if (!isConditionFailed(error)) throw asStoreFailure(error);
      return error.Item;
    }
  }

  private place(userUuid: string, groupUuid: string) {
    return { TableName: this.config.TABLE_NAME, Key: toAttributes(groupRowKey(userUuid, groupUuid)) };
  }
}

const markersIn = (row: Attributes): Markers => ({
  lastRead: numberOf(row, lastReadNumber),
  seen: optionalNumberOf(row, seenNumber),
  forced: optionalNumberOf(row, GROUP_ROW.forcedNumber),
  uncounted: optionalNumberOf(row, GROUP_ROW.uncountedNumber),
});
