import type { Message } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import type { GroupHistory } from '@app/common/table';

/** Two who write to each other, or a group: whoever writes is one of its members. */
export interface Conversation {
  groupUuid: string;
  memberUuids: readonly string[];
  /** Absent: a conversation of two. */
  group?: GroupState | undefined;
}

/** What a group is from one change of its membership on, until the next. */
export interface GroupState {
  /** The number of the entry that has changed it, and names the members. */
  membersAt: number;
  ownerUuid: string;
  /** Absent: it goes by the names of its members. */
  name?: string | undefined;
  history: GroupHistory;
}

/** A conversation as its next writer needs it. */
export interface ConversationHead {
  conversation: Conversation;
  lastNumber: number;
  /** Of the newest entry, by the clock of the host that accepted it. */
  lastCreatedAt: string;
}

/** What somebody is to a conversation. Who has left still reads; a stranger does not even learn that it exists. */
export type Standing = 'member' | 'left' | 'stranger';

/** A head as somebody finds it; who has left may have no head to write behind. */
export interface FoundHead<Head> {
  head?: Head | undefined;
  standing: Standing;
}

export const isMember = (conversation: Conversation, userUuid: string): boolean =>
  conversation.memberUuids.includes(userUuid);

/**
 * For whoever writes.
 * @throws DomainError `message_group_not_found` for a conversation that does not exist and one of others alike;
 * `message_group_left`.
 */
export function ofWriter<Head>({ head, standing }: FoundHead<Head>): Head {
  if (standing === 'left') throw new DomainError('message_group_left');
  if (!head || standing === 'stranger') throw new DomainError('message_group_not_found');
  return head;
}

/** The head behind an entry that has just been stored. */
export const headAfter = (conversation: Conversation, message: Message): ConversationHead => ({
  conversation,
  lastNumber: message.number,
  lastCreatedAt: message.createdAt,
});
