import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { ConversationHead } from '../standing/conversation';

const REMEMBERED_CONVERSATIONS = 10_000;
/** Of all these conversations together; groups of 256 keep fewer of them. */
const REMEMBERED_MEMBERS = 262_144;

/**
 * The newest known head of recently used conversations, so that the next send needs no query.
 *
 * A head is behind when another process has written. Then the conditional put refuses the number, and the head is read
 * again. A head is never ahead, since only stored messages become heads: so numbers stay without a gap.
 */
@Injectable()
export class ConversationHeads {
  private readonly heads = new LRUCache<string, ConversationHead>({
    max: REMEMBERED_CONVERSATIONS,
    maxSize: REMEMBERED_MEMBERS,
    sizeCalculation: ({ conversation }) => Math.max(conversation.memberUuids.length, 1),
  });

  get(groupUuid: string): ConversationHead | undefined {
    return this.heads.get(groupUuid);
  }

  remember(head: ConversationHead): void {
    this.heads.set(head.conversation.groupUuid, head);
  }

  forget(groupUuid: string): void {
    this.heads.delete(groupUuid);
  }
}
