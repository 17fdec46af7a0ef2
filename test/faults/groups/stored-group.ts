import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import {
  conversationOf,
  conversationPartition,
  type ConversationItem,
  itemKind,
  type MembershipItem,
  messageOf,
  type MessageItem,
  revisionOf,
  type RevisionItem,
  type StoredItem,
  storedItemOf,
} from '@app/common/table';

/** All that the table has of a group. */
export interface StoredGroup {
  conversation: ConversationItem;
  entries: MessageItem[];
  revisions: RevisionItem[];
  /** By the uuids of those who have joined, left or been removed since the start. */
  memberships: Map<string, MembershipItem>;
}

export async function readGroup(
  documents: DynamoDBDocumentClient,
  tableName: string,
  groupUuid: string,
): Promise<StoredGroup> {
  const items: StoredItem[] = [];
  const query = {
    TableName: tableName,
    KeyConditionExpression: 'pk = :group',
    ExpressionAttributeValues: { ':group': conversationPartition(groupUuid) },
    ConsistentRead: true,
  };
  for await (const { Items = [] } of paginateQuery({ client: documents }, query))
    items.push(...Items.map(storedItemOf));
  const ofKind = (kind: string) => items.filter((item) => itemKind(item) === kind);
  return {
    conversation: conversationOf(ofKind('conversation')[0]),
    entries: ofKind('message').map(messageOf),
    revisions: ofKind('revision').map(revisionOf),
    memberships: new Map(
      ofKind('membership').map((item) => [
        item.sk.slice(item.sk.lastIndexOf('&') + 1),
        item as unknown as MembershipItem,
      ]),
    ),
  };
}
