import type { PagesBeside } from '@app/common/contracts';
import { pageLink, type PageLinks } from '../paging/link-header';

export const presentReadMarker = (
  groupUuid: string,
  lastReadNumber: number,
): { uuid: string; last_read_number: number } => ({ uuid: groupUuid, last_read_number: lastReadNumber });

/** `next` leads to less recent conversations, `prev` to more recent ones. */
export function messageGroupLinks({ older, newer }: PagesBeside, limit: number): PageLinks {
  const to = (cursor: string | undefined) =>
    cursor && pageLink('/api/message_groups', { cursor, limit: String(limit) });
  return { next: to(older), prev: to(newer) };
}
