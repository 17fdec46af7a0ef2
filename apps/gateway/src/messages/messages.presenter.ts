import type { Message, PagesBeside } from '@app/common/contracts';
import { pageLink, type PageLinks } from '../paging/link-header';

/** For a message sent to a handle: the conversation it went into, which the frontend then opens. */
export const presentConversation = (message: Message): { message_group_uuid: string } => ({
  message_group_uuid: message.groupUuid,
});

/** `prev` leads to older messages, `next` to newer ones. */
export function messageLinks(groupUuid: string, { older, newer }: PagesBeside, limit: number): PageLinks {
  const link = (side: 'before' | 'after', number: string | undefined) =>
    number && pageLink(`/api/messages/${groupUuid}`, { [side]: number, limit: String(limit) });
  return { next: link('after', newer), prev: link('before', older) };
}
