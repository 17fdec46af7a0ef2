import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import {
  conversationPartition,
  itemKind,
  type MessageItem,
  messageOf,
  type RevisionItem,
  revisionOf,
  type StoredItem,
  storedItemOf,
} from '@app/common/table';

/** All that lies under one conversation, as it is in the table. */
export interface ConversationItems {
  entries: MessageItem[];
  revisions: RevisionItem[];
  /** By user. */
  emojis: Map<string, string[]>;
}

export async function conversationItems(
  documents: DynamoDBDocumentClient,
  TableName: string,
  groupUuid: string,
): Promise<ConversationItems> {
  const items: StoredItem[] = [];
  const query = {
    TableName,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': conversationPartition(groupUuid) },
    ConsistentRead: true,
  };
  for await (const { Items = [] } of paginateQuery({ client: documents }, query))
    items.push(...Items.map(storedItemOf));
  const ofKind = (kind: ReturnType<typeof itemKind>) => items.filter((item) => itemKind(item) === kind);
  return {
    entries: ofKind('message').map(messageOf),
    revisions: ofKind('revision').map(revisionOf),
    emojis: new Map(ofKind('reactor').map(reactorOf)),
  };
}

function reactorOf(item: StoredItem): [string, string[]] {
  const { emojis } = item as { emojis?: unknown };
  return [item.sk.split('#').at(-1)!, Array.isArray(emojis) ? emojis.map(String) : []];
}

/** How many of these people have reacted with each emoji. */
export function counted(emojis: Iterable<string[]>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const emoji of [...emojis].flat()) counts[emoji] = (counts[emoji] ?? 0) + 1;
  return counts;
}
