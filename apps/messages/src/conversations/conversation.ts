import type { Message, Person } from '@app/common/contracts';

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

/** The head behind a message that has just been stored. */
export const headAfter = (conversation: Conversation, message: Message): ConversationHead => ({
  conversation,
  lastNumber: message.number,
  lastCreatedAt: message.createdAt,
});
