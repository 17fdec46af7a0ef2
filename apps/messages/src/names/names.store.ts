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
import { CONVERSATION_SORT_KEY, conversationPartition, groupsPartition, readMembers } from '@app/common/table';
import { MESSAGES_CONFIG, type MessagesConfig } from '../config/messages.config';

/** A user's names as of one version of the user. */
export interface Names extends Person {
  version: number;
}

/** One of a user's conversations, and with whom. */
export interface ConversationRef {
  groupUuid: string;
  otherUuid: string;
}

type Key = { pk: string; sk: string };

const PAGE = 25;

/**
 * The names of users where conversations keep copies of them. A name is set only onto an older version's, so repeated and
 * late events change nothing.
 */
@Injectable()
export class NamesStore {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'TABLE_NAME'>,
  ) {}

  /** All conversations of a user, page by page. Strongly consistent: what has begun is among them. */
  async *conversationsOf(userUuid: string): AsyncGenerator<ConversationRef[]> {
    let ExclusiveStartKey: Attributes | undefined;
    do {
      const query = {
        TableName: this.config.TABLE_NAME,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: toAttributes({ ':pk': groupsPartition(userUuid) }),
        ProjectionExpression: 'sk, user_uuid',
        ConsistentRead: true,
        Limit: PAGE,
        ExclusiveStartKey,
      };
      const { Items = [], LastEvaluatedKey } = await storeRequest(() => this.dynamoDb.query(query));
      yield Items.map((row) => ({ groupUuid: textOf(row, 'sk'), otherUuid: textOf(row, 'user_uuid') }));
      ExclusiveStartKey = LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }

  /** Among the members of the conversation. */
  async setMember(groupUuid: string, names: Names): Promise<void> {
    const key = { pk: conversationPartition(groupUuid), sk: CONVERSATION_SORT_KEY };
    const place = await this.placeAmongMembers(key, names.uuid);
    // Members neither come, go nor change places, so what was read is where the name belongs.
    if (place !== undefined) await this.set(key, `members[${place}].`, names);
  }

  /** In the conversation list of the other member. */
  setOther({ groupUuid, otherUuid }: ConversationRef, names: Names): Promise<void> {
    return this.set({ pk: groupsPartition(otherUuid), sk: groupUuid }, 'user_', names);
  }

  private async placeAmongMembers(key: Key, userUuid: string): Promise<number | undefined> {
    const { Item } = await storeRequest(() =>
      this.dynamoDb.getItem({ TableName: this.config.TABLE_NAME, Key: toAttributes(key), ConsistentRead: true }),
    );
    const place = Item ? readMembers(Item).findIndex(({ uuid }) => uuid === userUuid) : -1;
    return place < 0 ? undefined : place;
  }

  private async set(key: Key, prefix: string, { handle, displayName, version }: Names): Promise<void> {
    try {
      await this.dynamoDb.updateItem({
        TableName: this.config.TABLE_NAME,
        Key: toAttributes(key),
        UpdateExpression: `SET ${prefix}handle = :handle, ${prefix}display_name = :name, ${prefix}version = :version`,
        ConditionExpression: `attribute_exists(pk) AND (attribute_not_exists(${prefix}version) OR ${prefix}version < :version)`,
        ExpressionAttributeValues: toAttributes({ ':handle': handle, ':name': displayName, ':version': version }),
      });
    } catch (error) {
      if (!isConditionFailed(error)) throw asStoreFailure(error);
    }
  }
}
