import { Injectable } from '@nestjs/common';
import { isMember, ofMember } from '../conversations/conversation';
import { ConversationHeads } from '../conversations/conversation-heads';
import { MessagesStore } from '../conversations/messages.store';

/** How far a conversation goes, told to its members alone. */
@Injectable()
export class NewestNumbers {
  constructor(
    private readonly messages: MessagesStore,
    private readonly heads: ConversationHeads,
  ) {}

  /**
   * `number`, or the newest number where that is lower. What the process knows of the conversation spares the query.
   * @throws DomainError `message_group_not_found`.
   */
  async atMost(groupUuid: string, memberUuid: string, number: number): Promise<number> {
    const known = this.heads.get(groupUuid);
    const isEnough = known && number <= known.lastNumber && isMember(known.conversation, memberUuid);
    return isEnough ? number : Math.min(number, await this.newest(groupUuid, memberUuid));
  }

  /** As the table has it. @throws DomainError `message_group_not_found`. */
  async newest(groupUuid: string, memberUuid: string): Promise<number> {
    return ofMember(await this.messages.head(groupUuid), memberUuid).lastNumber;
  }
}
