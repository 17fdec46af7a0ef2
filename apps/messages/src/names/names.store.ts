import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, paginateQuery, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Person } from '@app/common/contracts';
import { asStoreFailure, storeRequest } from '@app/common/dynamodb';
import {
  CONVERSATION_SORT_KEY,
  conversationPartition,
  groupsPartition,
  type ConversationItem,
  type GroupRowItem,
} from '@app/common/table';

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
export class NamesStore {
  constructor(
    private readonly documents: DynamoDBDocumentClient,
    private readonly tableName: string,
  ) {}

  /** All conversations of a user, page by page. Strongly consistent: what has begun is among them. */
  async *conversationsOf(userUuid: string): AsyncGenerator<ConversationRef[]> {
    const pages = paginateQuery(
      { client: this.documents, pageSize: PAGE },
      {
        TableName: this.tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': groupsPartition(userUuid) },
        ProjectionExpression: 'sk, user_uuid',
        ConsistentRead: true,
      },
    );
    for (;;) {
      const { value, done } = await storeRequest(() => pages.next());
      if (done) return;
      const rows = (value.Items ?? []) as Pick<GroupRowItem, 'sk' | 'user_uuid'>[];
      yield rows.map(({ sk, user_uuid }) => ({ groupUuid: sk, otherUuid: user_uuid }));
    }
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

  private async placeAmongMembers(Key: Key, userUuid: string): Promise<number | undefined> {
    const { Item } = await storeRequest(() =>
      this.documents.send(new GetCommand({ TableName: this.tableName, Key, ConsistentRead: true })),
    );
    const place = (Item as ConversationItem | undefined)?.members.findIndex(({ uuid }) => uuid === userUuid) ?? -1;
    return place < 0 ? undefined : place;
  }

  private async set(Key: Key, prefix: string, { handle, displayName, version }: Names): Promise<void> {
    try {
      await this.documents.send(
        new UpdateCommand({
          TableName: this.tableName,
          Key,
          UpdateExpression: `SET ${prefix}handle = :handle, ${prefix}display_name = :name, ${prefix}version = :version`,
          ConditionExpression: `attribute_exists(pk) AND (attribute_not_exists(${prefix}version) OR ${prefix}version < :version)`,
          ExpressionAttributeValues: { ':handle': handle, ':name': displayName, ':version': version },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw asStoreFailure(error);
    }
  }
}
