import type { FastifyReply } from 'fastify';

/** Where to go from a page of a list. Which way `next` leads is each list's own matter. */
export interface PageLinks {
  next?: string | undefined;
  prev?: string | undefined;
}

/** Links are relative to the origin: whatever host name the caller used stays right, behind a proxy too. */
export const pageLink = (path: string, query: Record<string, string>): string =>
  `${path}?${new URLSearchParams(query).toString()}`;

/** The value of an RFC 8288 `Link` header; undefined where there is nowhere to go. */
export function linkHeader(links: PageLinks): string | undefined {
  const targets = [links.next && `<${links.next}>; rel="next"`, links.prev && `<${links.prev}>; rel="prev"`].filter(
    Boolean,
  );
  return targets.length === 0 ? undefined : targets.join(', ');
}

export function setLinks(reply: FastifyReply, links: PageLinks): void {
  const value = linkHeader(links);
  if (value !== undefined) reply.header('link', value);
}
