import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@app/common/contracts';
import {
  asStoreFailure,
  type Attributes,
  isConditionFailed,
  LeanDynamoDbClient,
  storeRequest,
  textOf,
  toAttributes,
} from '@app/common/dynamodb/lean';
import {
  CONVERSATION,
  conversationKey,
  GROUP_ROW,
  groupRowKey,
  groupsPartition,
  ITEM_EXISTS,
  MEMBER,
  NAMES,
  namesKey,
  PARTITION_KEY,
  readMembers,
  SORT_KEY,
  type TableKey,
} from '@app/common/table';
import { MESSAGES_CONFIG, type MessagesConfig } from '../config/messages.config';

/** A user's names as of one version of the user. */
export interface Names extends Person {
  version: number;
}

/** A user's conversation of two, and with whom. */
export interface PairRef {
  groupUuid: string;
  withUuid: string;
}

/** Where in an item the names of a user stand. */
type NamePlaces = Record<'handle' | 'displayName' | 'version', string>;

const IN_ROW: NamePlaces = {
  handle: GROUP_ROW.withHandle,
  displayName: GROUP_ROW.withDisplayName,
  version: GROUP_ROW.withVersion,
};

const namesOfMember = (place: number): NamePlaces => {
  const member = `${CONVERSATION.members}[${place}]`;
  return {
    handle: `${member}.${MEMBER.handle}`,
    displayName: `${member}.${MEMBER.displayName}`,
    version: `${member}.${MEMBER.version}`,
  };
};

const PAGE = 25;

/**
 * The names of users where they are kept: beside the users for all groups, and in each conversation of two. A name is set only
 * onto an older version's, so repeated and late events change nothing.
 */
@Injectable()
export class NamesStore {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'TABLE_NAME'>,
  ) {}

  /** All conversations of two that a user has, page by page. Strongly consistent: what has begun is among them. */
  async *pairsOf(userUuid: string): AsyncGenerator<PairRef[]> {
    let ExclusiveStartKey: Attributes | undefined;
    do {
      const query = {
        TableName: this.config.TABLE_NAME,
        KeyConditionExpression: `${PARTITION_KEY} = :pk`,
        ExpressionAttributeValues: toAttributes({ ':pk': groupsPartition(userUuid) }),
        ProjectionExpression: `${SORT_KEY}, ${GROUP_ROW.withUuid}`,
        ConsistentRead: true,
        Limit: PAGE,
        ExclusiveStartKey,
      };
      const { Items = [], LastEvaluatedKey } = await storeRequest(() => this.dynamoDb.query(query));
      yield Items.filter((row) => row[GROUP_ROW.withUuid]).map((row) => ({
        groupUuid: textOf(row, SORT_KEY),
        withUuid: textOf(row, GROUP_ROW.withUuid),
      }));
      ExclusiveStartKey = LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }

  /** Where groups look for them, if they are there already. */
  setKnown(names: Names): Promise<void> {
    return this.set(namesKey(names.uuid), NAMES, names);
  }

  /** Among the members of a conversation of two. */
  async setMember(groupUuid: string, names: Names): Promise<void> {
    const key = conversationKey(groupUuid);
    const place = await this.placeAmongMembers(key, names.uuid);
    // Members neither come, go nor change places, so what was read is where the name belongs.
    if (place !== undefined) await this.set(key, namesOfMember(place), names);
  }

  /** Sets the user's names in the other member's list. */
  setInList({ groupUuid, withUuid }: PairRef, names: Names): Promise<void> {
    return this.set(groupRowKey(withUuid, groupUuid), IN_ROW, names);
  }

  private async placeAmongMembers(key: TableKey, userUuid: string): Promise<number | undefined> {
    const { Item } = await storeRequest(() =>
      this.dynamoDb.getItem({ TableName: this.config.TABLE_NAME, Key: toAttributes(key), ConsistentRead: true }),
    );
    const place = Item ? readMembers(Item).findIndex(({ uuid }) => uuid === userUuid) : -1;
    return place < 0 ? undefined : place;
  }

  private async set(key: TableKey, at: NamePlaces, { handle, displayName, version }: Names): Promise<void> {
    try {
      await this.dynamoDb.updateItem({
        TableName: this.config.TABLE_NAME,
        Key: toAttributes(key),
        UpdateExpression: `SET ${at.handle} = :handle, ${at.displayName} = :name, ${at.version} = :version`,
        ConditionExpression: `${ITEM_EXISTS} AND (attribute_not_exists(${at.version}) OR ${at.version} < :version)`,
        ExpressionAttributeValues: toAttributes({ ':handle': handle, ':name': displayName, ':version': version }),
      });
    } catch (error) {
      if (!isConditionFailed(error)) throw asStoreFailure(error);
    }
  }
}
