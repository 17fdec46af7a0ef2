import type { Answer, MessageGroup } from '@cruddur/client';
import { groupWith } from '../for-tests/group';
import { LongList } from './long-list';

const pageOf = (page: number, length: number): MessageGroup[] =>
  Array.from({ length }, (_, place) => groupWith({ uuid: `${page}-${place}` }));

/** A list of three pages, the first of which the store has read. */
function aLongList() {
  const pages = [pageOf(0, 200), pageOf(1, 200), pageOf(2, 7)];
  const list = [...(pages[0] ?? [])];
  const lost: Error[] = [];
  const listed = (rows: readonly MessageGroup[]): void => {
    list.push(...rows.filter(({ uuid }) => !list.some((row) => row.uuid === uuid)));
  };
  const client = {
    listMessageGroups: () => Promise.resolve({ status: 200, headers: new Headers(), body: [] }),
    async *pages<Entry>(_first: Answer<Entry[]>): AsyncGenerator<Entry[], void> {
      for (const page of pages) {
        const error = lost.pop();
        if (error) throw error;
        yield (await Promise.resolve(page)) as Entry[];
      }
    },
  };
  return { list, lost, long: new LongList(client, { list, archivedList: [], listed }) };
}

it('reads on page by page, to the end', async () => {
  const { list, long } = aLongList();
  expect(long.hasMore(false)).toBe(true);
  expect(long.hasMore(true)).toBe(false);
  await long.readMore(false);
  expect(list).toHaveLength(400);
  await Promise.all([long.readMore(false), long.readMore(false)]);
  expect(list).toHaveLength(407);
  expect(long.hasMore(false)).toBe(false);
});

it('begins anew where a page was lost', async () => {
  const { list, lost, long } = aLongList();
  await long.readMore(false);
  lost.push(new Error('no answer'));
  await expect(long.readMore(false)).rejects.toThrow('no answer');
  await long.readMore(false);
  await long.readMore(false);
  expect(list).toHaveLength(407);
  expect(long.hasMore(false)).toBe(false);
});
