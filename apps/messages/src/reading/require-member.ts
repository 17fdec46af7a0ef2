import { DomainError } from '@app/common/errors';
import { type ConversationHead, isMember } from '../conversations/conversation';
import type { MessagesStore } from '../conversations/messages.store';

type Heads = Pick<MessagesStore, 'head'>;

/**
 * Who is no member by what was read costs the same query as where nothing was: the time tells nothing.
 * @param memberUuids as they were read; undefined where nothing was.
 * @throws DomainError `message_group_not_found`.
 */
export async function requireMember(
  messages: Heads,
  groupUuid: string,
  readerUuid: string,
  memberUuids: string[] | undefined,
): Promise<void> {
  if (!memberUuids?.includes(readerUuid)) await headFor(messages, groupUuid, readerUuid);
}

/** @throws DomainError `message_group_not_found` for a conversation that does not exist and one of others alike. */
export async function headFor(messages: Heads, groupUuid: string, readerUuid: string): Promise<ConversationHead> {
  const head = await messages.head(groupUuid);
  if (!head || !isMember(head.conversation, readerUuid)) throw new DomainError('message_group_not_found');
  return head;
}
