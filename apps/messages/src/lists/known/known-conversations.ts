import { Injectable } from '@nestjs/common';
import { isOpen } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { type Conversation, type ConversationHead, isMember } from '../../conversations/standing/conversation';
import { ConversationHeads } from '../../conversations/messages/conversation-heads';
import { MessagesStore } from '../../conversations/messages/messages.store';
import { whileContended } from '../../conversations/requests/while-contended';
import { ReaderSpans } from '../../reading/reader-spans';

/** What somebody knows of a conversation: who has left, as it was then. */
interface KnownHead {
  /** The newest number that they may see. */
  lastNumber: number;
  /** Absent for who has left. */
  conversation?: Conversation;
}

/**
 * What a member, or somebody who was one, may know of a conversation; what the process remembers of it spares the query.
 * @throws DomainError `message_group_not_found`, after a query: what is remembered refuses nobody.
 */
@Injectable()
export class KnownConversations {
  constructor(
    private readonly messages: MessagesStore,
    private readonly heads: ConversationHeads,
    private readonly spans: ReaderSpans,
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

  /** The present members; none for who has left. Those of a group change, so that what is remembered tells only of two. */
  async memberUuids(groupUuid: string, memberUuid: string): Promise<string[]> {
    const known = this.known(groupUuid, memberUuid);
    const isOfTwo = known !== undefined && known.conversation.group === undefined;
    const { conversation } = isOfTwo ? known : await this.head(groupUuid, memberUuid);
    return [...(conversation?.memberUuids ?? [])];
  }

  private head(groupUuid: string, memberUuid: string): Promise<KnownHead> {
    return whileContended(async () => {
      const { head, standing } = await this.messages.headFor(groupUuid, memberUuid);
      if (standing === 'stranger') throw new DomainError('message_group_not_found');
      if (head && standing === 'member') return head;
      const spans = await this.spans.of(groupUuid, memberUuid, {});
      // Has come back since.
      if (isOpen(spans)) return 'contended';
      return { lastNumber: Math.max(...spans.map(({ untilNumber = 0 }) => untilNumber)) };
    });
  }

  private known(groupUuid: string, memberUuid: string): ConversationHead | undefined {
    const known = this.heads.get(groupUuid);
    return known && isMember(known.conversation, memberUuid) ? known : undefined;
  }
}
