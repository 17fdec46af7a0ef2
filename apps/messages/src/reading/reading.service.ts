import { Injectable } from '@nestjs/common';
import type {
  ListGroupsQuery,
  MarkReadRequest,
  MessageGroup,
  MessageGroupPage,
  MessagePage,
  ReadMarker,
  ReadMessagesQuery,
} from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { isMember } from '../conversations/conversation';
import { ConversationHeads } from '../conversations/conversation-heads';
import type { MessageWindow } from '../conversations/message-window';
import { MessagesStore } from '../conversations/messages.store';
import { headFor, requireMember } from './require-member';
import { ConversationListsStore } from '../lists/conversation-lists.store';
import { decodeGroupCursor, encodeGroupCursor, type GroupCursor } from '../lists/group-cursor';

/** The rules of reading: who may see what, page by page. */
@Injectable()
export class ReadingService {
  constructor(
    private readonly messages: MessagesStore,
    private readonly groupRows: ConversationListsStore,
    private readonly heads: ConversationHeads,
  ) {}

  /** Numbers have no gap, so a page knows by its own numbers whether older messages exist. */
  async page(groupUuid: string, query: ReadMessagesQuery): Promise<MessagePage> {
    const { window, hasNewer } = await this.readWindow(groupUuid, query);
    await requireMember(this.messages, groupUuid, query.readerUuid, window.memberUuids);
    const { messages } = window;
    const [first] = messages;
    // A page without messages lies before the first one or behind the newest.
    return { messages, hasOlder: first ? first.number > 1 : query.before === undefined, hasNewer };
  }

  async groups(userUuid: string, { cursor, limit }: ListGroupsQuery): Promise<MessageGroupPage> {
    const from = cursor === undefined ? undefined : decodeGroupCursor(cursor);
    const rows = await this.groupRows.list(userUuid, from, limit + 1);
    const hasMore = rows.length > limit;
    const groups = rows.slice(0, limit);
    return from?.towards === 'newer'
      ? groupPage(groups.reverse(), { older: true, newer: hasMore })
      : groupPage(groups, { older: hasMore, newer: from !== undefined });
  }

  /** Moves the reader's marker forward; a number beyond the newest message counts as the newest. */
  async markRead(groupUuid: string, { readerUuid, number }: MarkReadRequest): Promise<ReadMarker> {
    const lastNumber = await this.lastNumber(groupUuid, readerUuid, number);
    const moved = await this.groupRows.moveReadMarker(readerUuid, groupUuid, Math.min(number, lastNumber));
    if (moved === undefined) throw new DomainError('message_group_not_found');
    return { lastReadNumber: moved };
  }

  private async readWindow(
    groupUuid: string,
    { before, after, around, limit }: ReadMessagesQuery,
  ): Promise<{ window: MessageWindow; hasNewer: boolean }> {
    if (before !== undefined) return this.older(groupUuid, before, limit);
    if (after !== undefined) return this.newer(groupUuid, after + 1, limit);
    if (around !== undefined) return this.newer(groupUuid, around - Math.floor(limit / 2), limit);
    return { window: await this.messages.newest(groupUuid, limit), hasNewer: false };
  }

  /** Reads `before` itself too: if it is there, newer messages exist. */
  private async older(groupUuid: string, before: number, limit: number) {
    if (before <= 1) return { window: { messages: [] }, hasNewer: true };
    const window = await this.messages.endingWith(groupUuid, before, limit + 1);
    const hasNewer = window.messages.at(-1)?.number === before;
    const messages = hasNewer ? window.messages.slice(0, -1) : window.messages.slice(-limit);
    return { window: { ...window, messages }, hasNewer };
  }

  /** Where the stretch holds the conversation's own item, it has reached the end. */
  private async newer(groupUuid: string, from: number, limit: number) {
    const window = await this.messages.beginningWith(groupUuid, Math.max(from, 1), limit);
    const messages = window.messages.slice(0, limit);
    return { window: { ...window, messages }, hasNewer: window.messages.length > limit };
  }

  /** The newest number, or a lower bound of it that `number` does not exceed. */
  private async lastNumber(groupUuid: string, readerUuid: string, number: number): Promise<number> {
    const known = this.heads.get(groupUuid);
    const isEnough = known && number <= known.lastNumber && isMember(known.conversation, readerUuid);
    return isEnough ? known.lastNumber : (await headFor(this.messages, groupUuid, readerUuid)).lastNumber;
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
