import type { ListRequestsQuery, PagesBeside } from '@app/common/contracts';
import { pageLink, type PageLinks } from '../paging/link-header';

/** `next` leads to less recent requests, `prev` to more recent ones. */
export function messageRequestLinks(
  { older, newer }: PagesBeside,
  { limit }: Pick<ListRequestsQuery, 'limit'>,
): PageLinks {
  const to = (cursor: string | undefined) =>
    cursor && pageLink('/api/message_requests', { cursor, limit: String(limit) });
  return { next: to(older), prev: to(newer) };
}
