import { Injectable } from '@nestjs/common';
import type { MessagePage, ReadMessagesQuery } from '@app/common/contracts';
import type { MessageWindow } from '../conversations/message-window';
import { MessagesStore } from '../conversations/messages.store';
import { requireMember } from './require-member';

/** The rules of reading: who may see what, page by page. */
@Injectable()
export class ReadingService {
  constructor(private readonly messages: MessagesStore) {}

  /** Numbers have no gap, so a page knows by its own numbers whether older messages exist. */
  async page(groupUuid: string, query: ReadMessagesQuery): Promise<MessagePage> {
    const { window, hasNewer } = await this.readWindow(groupUuid, query);
    await requireMember(this.messages, groupUuid, query.readerUuid, window.memberUuids);
    const { messages } = window;
    const [first] = messages;
    // A page without messages lies before the first one or behind the newest.
    return { messages, hasOlder: first ? first.number > 1 : query.before === undefined, hasNewer };
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
}
