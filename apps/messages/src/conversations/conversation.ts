import type { Message, Person } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';

export interface Conversation {
  groupUuid: string;
  members: Person[];
}

/** A conversation as its next writer needs it. */
export interface ConversationHead {
  conversation: Conversation;
  lastNumber: number;
  /** Of the newest message, by the clock of the host that accepted it. */
  lastCreatedAt: string;
}

export const isMember = (conversation: Conversation, userUuid: string): boolean =>
  conversation.members.some((member) => member.uuid === userUuid);

/** @throws DomainError `message_group_not_found` for a conversation that does not exist and one of others alike. */
export function ofMember(head: ConversationHead | undefined, userUuid: string): ConversationHead {
  if (!head || !isMember(head.conversation, userUuid)) throw new DomainError('message_group_not_found');
  return head;
}

/** The head behind a message that has just been stored. */
export const headAfter = (conversation: Conversation, message: Message): ConversationHead => ({
  conversation,
  lastNumber: message.number,
  lastCreatedAt: message.createdAt,
});
