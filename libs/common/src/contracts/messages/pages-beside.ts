/** Where the pages beside a page begin, as its list counts: a number or a cursor. Absent where that direction has ended. */
export interface PagesBeside {
  older?: string | undefined;
  newer?: string | undefined;
}

/** They stand in headers, since the body of a page is the public one, and nobody on the way reads it. */
const HEADERS = { older: 'x-page-older', newer: 'x-page-newer' } as const;

export const headersOfPage = ({ older, newer }: PagesBeside): Record<string, string> => ({
  ...(older !== undefined && { [HEADERS.older]: older }),
  ...(newer !== undefined && { [HEADERS.newer]: newer }),
});

export const pagesBeside = (headers: Record<string, unknown>): PagesBeside => ({
  older: textOf(headers[HEADERS.older]),
  newer: textOf(headers[HEADERS.newer]),
});

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
