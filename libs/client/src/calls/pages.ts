import type { Answer, CallOptions, MakeCall } from '../transport/call.js';

export type Direction = 'next' | 'prev';

/** The entries of a page, and of those that it leads to, page by page; the last has no link. */
export async function* pagesFrom<Entry>(
  first: Answer<Entry[]>,
  direction: Direction,
  call: MakeCall,
  options?: CallOptions,
): AsyncGenerator<Entry[], void> {
  for (let page = first; ;) {
    yield page.body;
    const address = linkOf(page.headers, direction);
    if (address === undefined) return;
    page = await call<Entry[]>('GET', address, {}, options);
  }
}

function linkOf(headers: Headers, direction: Direction): string | undefined {
  const links = (headers.get('link') ?? '').matchAll(/<([^>]*)>; rel="(\w+)"/g);
  return [...links].find(([, , rel]) => rel === direction)?.[1];
}
