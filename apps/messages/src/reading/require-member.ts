import { ofMember } from '../conversations/conversation';
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
  memberUuids: readonly string[] | undefined,
): Promise<void> {
  if (!memberUuids?.includes(readerUuid)) ofMember(await messages.head(groupUuid), readerUuid);
}
