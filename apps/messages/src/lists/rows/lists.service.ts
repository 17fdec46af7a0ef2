import { Injectable } from '@nestjs/common';
import {
  type ListGroupsQuery,
  type ListRequestsQuery,
  type MessageGroup,
  type MessageGroupPage,
  type PresentedMessageGroup,
  type PresentedUnread,
  presentMessageGroup,
} from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { Clock } from '../../conversations/clock';
import { ConversationListsStore } from './conversation-lists.store';
import { decodeGroupCursor, encodeGroupCursor, type GroupCursor } from './group-cursor';
import { ListedMembers } from './listed-members';
import { presentMuting } from './muting';
import type { Wanted } from './nearest-rows';
import { UnreadCounts } from '../unread/unread-counts';
import { totalUnread } from '../unread/unread-total';

/** The rules of conversation lists: what one member sees of their own. */
@Injectable()
export class ListsService {
  constructor(
    private readonly rows: ConversationListsStore,
    private readonly counts: UnreadCounts,
    private readonly members: ListedMembers,
    private readonly clock: Clock,
  ) {}

  /** Of those that are archived, or of those that are not. */
  page(userUuid: string, { cursor, limit, archived = false }: ListGroupsQuery): Promise<MessageGroupPage> {
    return this.pageOf(userUuid, { cursor, limit }, archived ? 'archived' : 'others');
  }

  /** Of those that wait to be accepted, and that are in no other list and no total until then. */
  requests(userUuid: string, query: ListRequestsQuery): Promise<MessageGroupPage> {
    return this.pageOf(userUuid, query, 'pending');
  }

  /**
   * Archived or not, and also what waits to be accepted, which its recipient may read; but not what was declined.
   * @throws DomainError `message_group_not_found` for what is in nobody's list and what is in those of others alike.
   */
  async one(userUuid: string, groupUuid: string): Promise<PresentedMessageGroup> {
    const group = await this.rows.one(userUuid, groupUuid);
    return this.presentOne(userUuid, group?.request === 'declined' ? undefined : group);
  }

  /** Over all conversations that are not archived. */
  async unread(userUuid: string): Promise<PresentedUnread> {
    const rows = (await this.rows.unreadRows(userUuid)).filter(({ isArchived }) => !isArchived);
    const counts = await this.counts.of(userUuid, rows);
    const now = this.clock.now();
    return totalUnread(
      rows.map(({ mutedUntil }, index) => ({
        unread: counts[index]!,
        isMuted: presentMuting(mutedUntil, now) !== undefined,
      })),
    );
  }

  async present(userUuid: string, groups: readonly MessageGroup[]): Promise<PresentedMessageGroup[]> {
    const [named, counts] = await Promise.all([this.members.named(userUuid, groups), this.counts.of(userUuid, groups)]);
    const now = this.clock.now();
    return named.map((group, index) =>
      presentMessageGroup({ ...group, mutedUntil: presentMuting(group.mutedUntil, now) }, counts[index]),
    );
  }

  /** @throws DomainError `message_group_not_found` where there is no row. */
  async presentOne(userUuid: string, group: MessageGroup | undefined): Promise<PresentedMessageGroup> {
    const [presented] = await this.present(userUuid, group ? [group] : []);
    if (!presented) throw new DomainError('message_group_not_found');
    return presented;
  }

  private async pageOf(
    userUuid: string,
    { cursor, limit }: ListRequestsQuery,
    which: Wanted['which'],
  ): Promise<MessageGroupPage> {
    const from = cursor === undefined ? undefined : decodeGroupCursor(cursor);
    const rows = await this.rows.list(userUuid, { from, limit: limit + 1, which });
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
