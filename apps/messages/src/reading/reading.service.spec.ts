import fc from 'fast-check';
import { type MessagePage, type Person, type ReadMessagesQuery, showsEntry, type Span } from '@app/common/contracts';
import { type LeanDynamoDbClient, textOf, toAttributes } from '@app/common/dynamodb/lean';
import { membershipKey, type TableKey, toSpanAttributes } from '@app/common/table';
import { readingOn } from '../../test/reading-on';
import { toMessageItem, toPairItem } from '../conversations/messages/message-items';
import type { ReadingService } from './reading.service';

const GROUP = '0b7b04fc-5c16-5e2b-8d4e-5a5b0a1d9f10';
const NOW = '2026-01-01T00:00:00.000Z';
const READER: Person = { uuid: '5fddd192-2435-4d2b-ae21-4e1a6f861d33', handle: 'andrew', displayName: 'Andrew' };
const CONVERSATION = { groupUuid: GROUP, memberUuids: [READER.uuid] };

interface Stored {
  item: TableKey;
  size: number;
}

/** A conversation of messages of these sizes, by ascending key. */
const conversationOf = (sizes: number[]): Stored[] => [
  ...sizes.map((size, index) => ({
    item: toMessageItem(
      { uuid: `m${index + 1}`, groupUuid: GROUP, number: index + 1, text: 'x', sender: READER, createdAt: NOW },
      CONVERSATION,
    ),
    size,
  })),
  { item: toPairItem(GROUP, [READER], NOW), size: 1 },
];

/** The same as a group, of which its reader may see what is in the spans. */
const groupOf = (sizes: number[], spans: readonly Span[]): Stored[] => [
  ...sizes.map((size, index) => ({
    item: toMessageItem(
      { uuid: `m${index + 1}`, groupUuid: GROUP, number: index + 1, text: 'x', sender: READER, createdAt: NOW },
      { ...CONVERSATION, group: { membersAt: 1, ownerUuid: READER.uuid, history: 'joined' } },
    ),
    size,
  })),
  { item: { ...membershipKey(GROUP, READER.uuid), spans: toSpanAttributes(spans) } as TableKey, size: 1 },
  { item: toPairItem(GROUP, [], NOW), size: 1 },
];

type Query = Parameters<LeanDynamoDbClient['query']>[0];
type Batch = Parameters<LeanDynamoDbClient['batchGetItem']>[0];

const PAGE_SIZE = 100;

/** Answers a query as DynamoDB does: its page ends at the limit, or before the item that would make it too large. */
function answerOf(stored: Stored[], input: Query) {
  const [from, to] = [':from', ':to'].map((name) => textOf(input.ExpressionAttributeValues!, name)) as [string, string];
  const range = stored.filter(({ item }) => item.sk >= from && item.sk <= to);
  if (!input.ScanIndexForward) range.reverse();
  const begin = range.findIndex(({ item }) => item.sk === input.ExclusiveStartKey?.['sk']?.S) + 1;
  let end = begin;
  for (let size = 0; end < range.length && end - begin < input.Limit!; end += 1) {
    size += range[end]!.size;
    if (size > PAGE_SIZE) break;
  }
  const last = range[end - 1]?.item;
  const isWhole = end === range.length && end - begin < input.Limit!;
  return {
    Items: range.slice(begin, end).map(({ item }) => toAttributes(item)),
    ...(last && !isWhole && { LastEvaluatedKey: toAttributes({ pk: last.pk, sk: last.sk }) }),
  };
}

function clientOn(stored: Stored[], requested: () => void = () => undefined): LeanDynamoDbClient {
  const itemAt = (sortKey: string) =>
    stored.filter(({ item }) => item.sk === sortKey).map(({ item }) => toAttributes(item));
  const client: Pick<LeanDynamoDbClient, 'query' | 'batchGetItem'> = {
    query: (input: Query) => {
      requested();
      return Promise.resolve(answerOf(stored, input));
    },
    batchGetItem: ({ RequestItems = {} }: Batch) => {
      requested();
      const { Keys = [] } = RequestItems['table']!;
      return Promise.resolve({ Responses: { table: Keys.flatMap((key) => itemAt(textOf(key, 'sk'))) } });
    },
  };
  return client as LeanDynamoDbClient;
}

const serviceOn = (stored: Stored[]): ReadingService => readingOn(clientOn(stored)).pages;

function readingOf(stored: Stored[]): (query: Omit<ReadMessagesQuery, 'readerUuid'>) => Promise<MessagePage> {
  const reading = serviceOn(stored);
  return (query) => reading.page(GROUP, { ...query, readerUuid: READER.uuid });
}

const numbersOf = ({ messages }: MessagePage): number[] => messages.map(({ number }) => number);

type Read = ReturnType<typeof readingOf>;

async function walkToNewer(read: Read, after: number, limit: number): Promise<number[]> {
  const page = await read({ after, limit });
  const numbers = numbersOf(page);
  if (numbers.length === 0) expect(page.hasNewer).toBe(false);
  return page.hasNewer ? [...numbers, ...(await walkToNewer(read, numbers.at(-1)!, limit))] : numbers;
}

async function walkToOlder(read: Read, before: number | undefined, limit: number): Promise<number[]> {
  const page = await read({ limit, ...(before !== undefined && { before }) });
  const numbers = numbersOf(page);
  if (numbers.length === 0) expect(page.hasOlder).toBe(false);
  return page.hasOlder ? [...(await walkToOlder(read, numbers[0], limit)), ...numbers] : numbers;
}

describe('a walk through a conversation, whatever DynamoDB answers at once', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: PAGE_SIZE }), { minLength: 1, maxLength: 40 });
  const limit = fc.integer({ min: 1, max: 45 });
  const place = fc.integer({ min: 0, max: 50 });

  it('finds every message once, by pages that are full', async () => {
    const property = fc.asyncProperty(sizes, limit, async (sizes, limit) => {
      const read = readingOf(conversationOf(sizes));
      const all = sizes.map((_, index) => index + 1);
      expect(await walkToNewer(read, 0, limit)).toEqual(all);
      expect(await walkToOlder(read, undefined, limit)).toEqual(all);
      expect(numbersOf(await read({ limit }))).toEqual(all.slice(-limit));
    });
    await fc.assert(property, { numRuns: 200 });
  });

  it('leads on from any place to every other message', async () => {
    const property = fc.asyncProperty(sizes, limit, place, async (sizes, limit, around) => {
      const read = readingOf(conversationOf(sizes));
      const page = await read({ around, limit });
      const numbers = numbersOf(page);
      const older = page.hasOlder ? await walkToOlder(read, numbers[0] ?? around, limit) : [];
      const newer = page.hasNewer ? await walkToNewer(read, numbers.at(-1)!, limit) : [];
      expect([...older, ...numbers, ...newer]).toEqual(sizes.map((_, index) => index + 1));
    });
    await fc.assert(property, { numRuns: 200 });
  });
});

describe('a walk of somebody who came, went and came back', () => {
  /** Where their spans begin and end; an odd number of places leaves the last one open. */
  const places = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });
  const limit = fc.integer({ min: 1, max: 45 });
  const sizes = fc.constant(Array.from({ length: 40 }, () => PAGE_SIZE / 10));

  function spansAt(places: number[]): Span[] {
    const sorted = [...places].sort((one, other) => one - other);
    return sorted.flatMap((from, index) => {
      if (index % 2 > 0) return [];
      const until = sorted[index + 1];
      const begin = { fromNumber: from, fromRevision: from };
      return [until === undefined ? begin : { ...begin, untilNumber: until, untilRevision: until }];
    });
  }

  it('finds all that they may see once, by pages that are full, and goes on beyond each gap', async () => {
    const property = fc.asyncProperty(sizes, places, limit, async (sizes, places, limit) => {
      const spans = spansAt(places);
      const read = readingOf(groupOf(sizes, spans));
      const all = sizes.map((_, index) => index + 1).filter((number) => showsEntry(spans, number));
      expect(await walkToNewer(read, 0, limit)).toEqual(all);
      expect(await walkToOlder(read, undefined, limit)).toEqual(all);
      expect(numbersOf(await read({ limit }))).toEqual(all.slice(-limit));
    });
    await fc.assert(property, { numRuns: 200 });
  });

  it('leads on from any place, also a hidden one, to all that they may see', async () => {
    const place = fc.integer({ min: 0, max: 50 });
    const property = fc.asyncProperty(sizes, places, limit, place, async (sizes, places, limit, place) => {
      const spans = spansAt(places);
      const read = readingOf(groupOf(sizes, spans));
      const all = sizes.map((_, index) => index + 1).filter((number) => showsEntry(spans, number));
      for (const where of [{ around: place }, { before: place }, { after: place }]) {
        const page = await read({ ...where, limit });
        const numbers = numbersOf(page);
        const asked = where.after === undefined ? place : place + 1;
        const older = page.hasOlder ? await walkToOlder(read, numbers[0] ?? asked, limit) : [];
        const newer = page.hasNewer ? await walkToNewer(read, numbers.at(-1) ?? asked - 1, limit) : [];
        expect([...older, ...numbers, ...newer]).toEqual(all);
      }
    });
    await fc.assert(property, { numRuns: 200 });
  });
});

describe('a stranger', () => {
  const requests = jest.fn();

  const costOf = async (stored: Stored[], read: (reading: ReadingService) => Promise<unknown>): Promise<number> => {
    requests.mockClear();
    const reading = readingOn(clientOn(stored, requests)).pages;
    await expect(read(reading)).rejects.toMatchObject({ code: 'message_group_not_found' });
    return requests.mock.calls.length;
  };

  const readerUuid = 'stranger';

  it.each<[string, (reading: ReadingService) => Promise<unknown>]>([
    ['the newest messages', (reading) => reading.page(GROUP, { readerUuid, limit: 10 })],
    ['those before one', (reading) => reading.page(GROUP, { readerUuid, limit: 10, before: 2 })],
    ['those before the first', (reading) => reading.page(GROUP, { readerUuid, limit: 10, before: 1 })],
    ['those behind one', (reading) => reading.page(GROUP, { readerUuid, limit: 1, after: 1 })],
    ['those behind the newest', (reading) => reading.page(GROUP, { readerUuid, limit: 10, after: 99 })],
  ])('who asks for %s causes as many requests of a conversation of others as of none', async (_what, read) => {
    const ofNone = await costOf([], read);
    expect(await costOf(conversationOf([1, 1, 1]), read)).toBe(ofNone);
    expect(await costOf(groupOf([1, 1, 1], []), read)).toBe(ofNone);
  });
});

describe('the rules of reading', () => {
  const NOT_FOUND = { code: 'message_group_not_found' };
  const STRANGER = 'c0a8012e-0000-4000-8000-000000000001';

  it.each([{}, { before: 2 }, { after: 1 }, { around: 2 }, { after: 9 }, { before: 1 }])(
    'show a stranger nothing, at %j',
    async (place) => {
      const page = serviceOn(conversationOf([1, 1, 1])).page(GROUP, { ...place, limit: 2, readerUuid: STRANGER });
      await expect(page).rejects.toMatchObject(NOT_FOUND);
    },
  );

  it('answer for a conversation that does not exist as for one of others', async () => {
    const other = '0b7b04fc-5c16-5e2b-8d4e-5a5b0a1d9f11';
    const page = serviceOn([]).page(other, { limit: 2, readerUuid: STRANGER });
    await expect(page).rejects.toMatchObject(NOT_FOUND);
  });
});
