import type { MessageGroup, MessageGroupPage } from '@app/common/contracts';
import { pageLink, type PageLinks } from '../paging/link-header';

export interface PresentedMessageGroup {
  uuid: string;
  display_name: string;
  handle: string;
  message: string;
  created_at: string;
  last_number: number;
  last_read_number: number;
  unread_count: number;
}

/** The names are the other member's, the message and its time the last one's. */
export const presentMessageGroup = (group: MessageGroup): PresentedMessageGroup => ({
  uuid: group.uuid,
  display_name: group.other.displayName,
  handle: group.other.handle,
  message: group.preview,
  created_at: group.lastMessageAt,
  last_number: group.lastNumber,
  last_read_number: group.lastReadNumber,
  // The row may be behind a message that its owner has already sent or read.
  unread_count: Math.max(0, group.lastNumber - group.lastReadNumber),
});

export const presentReadMarker = (
  groupUuid: string,
  lastReadNumber: number,
): { uuid: string; last_read_number: number } => ({ uuid: groupUuid, last_read_number: lastReadNumber });

/** `next` leads to less recent conversations, `prev` to more recent ones. */
export function messageGroupLinks({ nextCursor, previousCursor }: MessageGroupPage, limit: number): PageLinks {
  const to = (cursor: string | undefined) =>
    cursor && pageLink('/api/message_groups', { cursor, limit: String(limit) });
  return { next: to(nextCursor), prev: to(previousCursor) };
}
