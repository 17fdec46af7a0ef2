import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import {
  type ConversationItem,
  conversationOf,
  conversationPartition,
  fromMemberBytes,
  itemKind,
  type MembershipItem,
  type MessageItem,
  messageOf,
  type RevisionItem,
  revisionOf,
  type SpanAttribute,
  type StoredItem,
  storedItemOf,
} from '@app/common/table';

/** All that the table has of a group. */
export interface GroupItems {
  conversation: ConversationItem;
  entries: MessageItem[];
  revisions: RevisionItem[];
  /** By user. */
  memberships: Record<string, Pick<MembershipItem, 'spans' | 'changed_at'>>;
}

export async function groupItems(
  documents: DynamoDBDocumentClient,
  TableName: string,
  groupUuid: string,
): Promise<GroupItems> {
  const items: StoredItem[] = [];
  const query = {
    TableName,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': conversationPartition(groupUuid) },
    ConsistentRead: true,
  };
  for await (const { Items = [] } of paginateQuery({ client: documents }, query)) {
    items.push(...Items.map(storedItemOf));
  }
  const ofKind = (kind: ReturnType<typeof itemKind>) => items.filter((item) => itemKind(item) === kind);
  return {
    conversation: conversationOf(ofKind('conversation')[0]),
    entries: ofKind('message').map(messageOf),
    revisions: ofKind('revision').map(revisionOf),
    memberships: Object.fromEntries(
      (ofKind('membership') as (StoredItem & MembershipItem)[]).map(({ sk, spans, changed_at }) => [
        sk.slice(1),
        { spans, changed_at },
      ]),
    ),
  };
}

export const membersIn = ({ members }: MessageItem): string[] =>
  members ? fromMemberBytes(Buffer.from(members).toString('base64')) : [];

/** What follows for a group from its entries alone, each by the one before. @throws where an entry breaks a rule. */
export function followed(entries: MessageItem[]): Omit<GroupItems, 'entries' | 'revisions'>['memberships'] {
  const spans = new Map<string, SpanAttribute[]>();
  const changedAt = new Map<string, number>();
  let members: string[] = [];
  let at = 0;
  for (const [index, entry] of entries.entries()) {
    if (entry.number !== index + 1) throw new Error(`entry ${index + 1} is missing`);
    if (entry.kind !== 'created' && !members.includes(entry.user_uuid)) {
      throw new Error(`entry ${entry.number} is of somebody who is no member`);
    }
    if (entry.kind === undefined) {
      if (entry.members_at !== at || entry.member_count !== members.length) {
        throw new Error(`message ${entry.number} names other members than those before it`);
      }
      continue;
    }
    const { number, revision = 0 } = entry;
    const after = membersIn(entry);
    for (const uuid of after.filter((each) => !members.includes(each) && entry.kind !== 'created')) {
      const from = entry.history === 'all' ? [] : (spans.get(uuid) ?? []);
      const begin = entry.history === 'all' ? [1, 1] : [number, revision];
      spans.set(uuid, [...from, { from_number: begin[0]!, from_revision: begin[1]! }]);
      changedAt.set(uuid, number);
    }
    for (const uuid of members.filter((each) => !after.includes(each))) {
      const until = { until_number: number, until_revision: revision };
      const before = spans.get(uuid) ?? [{ from_number: 1, from_revision: 1 }];
      spans.set(
        uuid,
        before.map((span) => (span.until_number === undefined ? { ...span, ...until } : span)),
      );
      changedAt.set(uuid, number);
    }
    members = after;
    at = number;
  }
  return Object.fromEntries(
    [...spans].map(([uuid, each]) => [uuid, { spans: each, changed_at: changedAt.get(uuid)! }]),
  );
}
