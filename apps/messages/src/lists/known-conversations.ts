import { Injectable } from '@nestjs/common';
import { type ConversationHead, isMember, ofMember } from '../conversations/conversation';
import { ConversationHeads } from '../conversations/conversation-heads';
import { MessagesStore } from '../conversations/messages.store';

/**
 * What a member may know of a conversation; what the process remembers of it spares the query.
 * @throws DomainError `message_group_not_found`, after a query: what is remembered refuses nobody.
 */
@Injectable()
export class KnownConversations {
  constructor(
    private readonly messages: MessagesStore,
    private readonly heads: ConversationHeads,
  ) {}

  /** `number`, or the newest number where that is lower. */
  async atMostNewest(groupUuid: string, memberUuid: string, number: number): Promise<number> {
    const known = this.known(groupUuid, memberUuid);
    return known && number <= known.lastNumber ? number : Math.min(number, await this.newest(groupUuid, memberUuid));
  }

  /** As the table has it. */
  async newest(groupUuid: string, memberUuid: string): Promise<number> {
    return (await this.head(groupUuid, memberUuid)).lastNumber;
  }

  async memberUuids(groupUuid: string, memberUuid: string): Promise<string[]> {
    const { conversation } = this.known(groupUuid, memberUuid) ?? (await this.head(groupUuid, memberUuid));
    return [...conversation.memberUuids];
  }

  private async head(groupUuid: string, memberUuid: string): Promise<ConversationHead> {
    return ofMember(await this.messages.head(groupUuid), memberUuid);
  }

  private known(groupUuid: string, memberUuid: string): ConversationHead | undefined {
    const known = this.heads.get(groupUuid);
    return known && isMember(known.conversation, memberUuid) ? known : undefined;
  }
}
