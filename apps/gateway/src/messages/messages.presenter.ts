import type { Message, MessagePage } from '@app/common/contracts';
import { pageLink, type PageLinks } from '../paging/link-header';

export interface PresentedMessage {
  uuid: string;
  number: number;
  display_name: string;
  handle: string;
  message: string;
  created_at: string;
}

/** Without the group's uuid, on which the frontend would load the page anew. */
export const presentMessage = (message: Message): PresentedMessage => ({
  uuid: message.uuid,
  number: message.number,
  display_name: message.sender.displayName,
  handle: message.sender.handle,
  message: message.text,
  created_at: message.createdAt,
});

/** For a message sent to a handle: the conversation it went into, which the frontend then opens. */
export const presentConversation = (message: Message): { message_group_uuid: string } => ({
  message_group_uuid: message.groupUuid,
});

/** `prev` leads to older messages, `next` to newer ones. */
export function messageLinks(
  groupUuid: string,
  { messages, hasOlder, hasNewer }: MessagePage,
  limit: number,
): PageLinks {
  const oldest = messages.at(0);
  const newest = messages.at(-1);
  const link = (side: 'before' | 'after', number: number) =>
    pageLink(`/api/messages/${groupUuid}`, { [side]: String(number), limit: String(limit) });
  return {
    next: hasNewer && newest ? link('after', newest.number) : undefined,
    prev: hasOlder && oldest ? link('before', oldest.number) : undefined,
  };
}
