import { Injectable } from '@nestjs/common';
import type { ListGroupsQuery, MessageGroup, MessageGroupPage } from '@app/common/contracts';
import { ConversationListsStore } from './conversation-lists.store';
import { decodeGroupCursor, encodeGroupCursor, type GroupCursor } from './group-cursor';

/** The rules of conversation lists: what one member sees of their own. */
@Injectable()
export class ListsService {
  constructor(private readonly rows: ConversationListsStore) {}

  async page(userUuid: string, { cursor, limit }: ListGroupsQuery): Promise<MessageGroupPage> {
    const from = cursor === undefined ? undefined : decodeGroupCursor(cursor);
    const rows = await this.rows.list(userUuid, from, limit + 1);
    const hasMore = rows.length > limit;
    const groups = rows.slice(0, limit);
    return from?.towards === 'newer'
      ? groupPage(groups.reverse(), { older: true, newer: hasMore })
      : groupPage(groups, { older: hasMore, newer: from !== undefined });
  }
}

/** `groups` by falling recency; a cursor for each way in which there is something to be found. */
function groupPage(groups: MessageGroup[], has: { older: boolean; newer: boolean }): MessageGroupPage {
  const [first] = groups;
  const last = groups.at(-1);
  return {
    groups,
    ...(has.older && last && { nextCursor: cursorFrom(last, 'older') }),
    ...(has.newer && first && { previousCursor: cursorFrom(first, 'newer') }),
  };
}

const cursorFrom = (group: MessageGroup, towards: GroupCursor['towards']): string =>
  encodeGroupCursor({ towards, lastMessageAt: group.lastMessageAt, groupUuid: group.uuid });
