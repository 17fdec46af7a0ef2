import type { PagesBeside } from '@app/common/contracts';
import { pageLink, type PageLinks } from '../paging/link-header';

/** `prev` leads to older messages, `next` to newer ones. */
export function messageLinks(groupUuid: string, { older, newer }: PagesBeside, limit: number): PageLinks {
  const link = (side: 'before' | 'after', number: string | undefined) =>
    number && pageLink(`/api/messages/${groupUuid}`, { [side]: number, limit: String(limit) });
  return { next: link('after', newer), prev: link('before', older) };
}
