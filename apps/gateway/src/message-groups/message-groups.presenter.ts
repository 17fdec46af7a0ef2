import type { ListGroupsQuery, PagesBeside } from '@app/common/contracts';
import { pageLink, type PageLinks } from '../paging/link-header';

/** `next` leads to less recent conversations, `prev` to more recent ones, in the same list. */
export function messageGroupLinks(
  { older, newer }: PagesBeside,
  { limit, archived }: Pick<ListGroupsQuery, 'limit' | 'archived'>,
): PageLinks {
  const which: Record<string, string> = archived === undefined ? {} : { archived: String(archived) };
  const to = (cursor: string | undefined) =>
    cursor && pageLink('/api/message_groups', { ...which, cursor, limit: String(limit) });
  return { next: to(older), prev: to(newer) };
}
