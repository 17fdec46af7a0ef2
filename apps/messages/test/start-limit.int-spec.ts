import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { Person } from '@app/common/contracts';
import { createLeanClient, meter } from '@app/common/dynamodb/lean';
import { DomainError } from '@app/common/errors';
import { range } from '../../../test/support/range';
import { services } from '../../../test/support/services';
import { createTestRateLimitTable, type TestRateLimitTable } from '../../../test/support/test-rate-limit-table';
import { MessagesOnDynamoDb, type Messages } from './messages-on-dynamodb';

const QUOTA = 5;
const limit = { quota: QUOTA, windowSeconds: 3_600 };

describe('the limit of starts', () => {
  let dynamo: MessagesOnDynamoDb;
  let counts: TestRateLimitTable;
  let andrew: Person;
  const dynamoDb = createLeanClient({ AWS_REGION: 'us-east-1', ...services() });
  const requests = meter(dynamoDb);

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
  });
  beforeEach(async () => {
    counts = await createTestRateLimitTable();
    andrew = dynamo.person(`andrew-${randomUUID()}`);
  });
  afterEach(() => counts.drop());
  afterAll(async () => {
    await dynamoDb.destroy();
    await dynamo.close();
  });

  const process = (tableName = counts.variables.RATE_LIMIT_TABLE_NAME): Promise<Messages> =>
    dynamo.process(dynamoDb, undefined, { limit, tableName });

  const others = (count: number): string[] => range(count).map(() => dynamo.person(randomUUID()).handle);

  const start = (messages: Messages, recipientHandle: string, key: object = {}) =>
    messages.writing.start({ sender: andrew, recipientHandle, text: 'hello', ...key });

  /** What came of each start: `started`, or the error's code. */
  const outcome = (sent: Promise<unknown>): Promise<string> =>
    sent.then(
      () => 'started',
      (error: unknown) => (error instanceof DomainError ? error.code : Promise.reject(error as Error)),
    );

  const listed = async (): Promise<number> =>
    (await (await process()).lists.page(andrew.uuid, { limit: 200 })).groups.length;

  const startGroup = (messages: Messages) =>
    messages.starts.start({ creator: andrew, handles: others(2), history: 'joined' });

  async function useUp(messages: Messages): Promise<string[]> {
    const handles = others(QUOTA);
    for (const handle of handles) await start(messages, handle);
    return handles;
  }

  it('counts groups with conversations of two, and a repeated start once', async () => {
    const copies = await Promise.all(range(2).map(() => process()));
    const keyed = { creator: andrew, handles: others(2), history: 'joined' as const, startKey: 'key' };
    const repeat = () => Promise.all(range(4).map((i) => copies[i % 2]!.starts.start(keyed)));
    const started = await repeat();
    const pairs = others(2).map((handle) => outcome(start(copies[0]!, handle)));
    const groups = range(6).map((i) => outcome(startGroup(copies[i % 2]!)));
    const outcomes = await Promise.all([...pairs, ...groups]);
    expect(outcomes.filter((each) => each === 'started')).toHaveLength(QUOTA - 1);
    expect(new Set(outcomes)).toEqual(new Set(['started', 'rate_limited_start']));
    expect(new Set([...started, ...(await repeat())].map(({ uuid }) => uuid)).size).toBe(1);
  });

  it('is exact over all copies, however many start at once', async () => {
    const copies = await Promise.all(range(3).map(() => process()));
    const outcomes = await Promise.all(others(30).map((handle, i) => outcome(start(copies[i % 3]!, handle))));
    expect(outcomes.filter((each) => each === 'started')).toHaveLength(QUOTA);
    expect(outcomes.filter((each) => each === 'rate_limited_start')).toHaveLength(30 - QUOTA);
    expect([await counts.used(), await listed()]).toEqual([QUOTA, QUOTA]);
  });

  it('ends with its window, which a refusal tells', async () => {
    const messages = await process();
    await useUp(messages);
    messages.clock.time = new Date('2026-01-01T00:59:30.500Z');
    const [next] = others(1);
    await expect(start(messages, next!)).rejects.toMatchObject({ code: 'rate_limited_start', retryAfter: 30 });
    messages.clock.time = new Date('2026-01-01T01:00:00.000Z');
    expect(await outcome(start(messages, next!))).toBe('started');
  });

  it('counts a start once, whichever copies its repetitions reach', async () => {
    const key = { sendKey: 'k', textHash: 'h' };
    const [handle] = others(1);
    const first = await start(await process(), handle!, key);
    for (const _ of range(2 * QUOTA)) expect(await start(await process(), handle!, key)).toEqual(first);
    expect(await counts.used()).toBe(1);
  });

  it('lets who may start nothing write to whom they have a conversation with, and repeat their last start', async () => {
    const key = { sendKey: 'k', textHash: 'h' };
    const handles = others(QUOTA);
    for (const handle of handles) await start(await process(), handle, key);
    expect(await outcome(start(await process(), handles[0]!))).toBe('started');
    expect((await start(await process(), handles.at(-1)!, key)).number).toBe(1);
    expect(await outcome(start(await process(), others(1)[0]!))).toBe('rate_limited_start');
    expect(await counts.used()).toBe(QUOTA);
  });

  it('takes nothing from others, nor for what is no start', async () => {
    await useUp(await process());
    const bayko = dynamo.person(randomUUID());
    const sent = (await process()).writing.start({ sender: bayko, recipientHandle: others(1)[0]!, text: 'hello' });
    expect(await outcome(sent)).toBe('started');
    expect(await outcome(start(await process(), randomUUID()))).toBe('user_reciever_handle_unknown');
  });

  it('counts nothing for an answer to a message, which starts nothing', async () => {
    const handles = await useUp(await process());
    const messages = await process();
    expect(await outcome(start(messages, others(1)[0]!, { replyTo: 1 }))).toBe('reply_to_unknown');
    expect(await outcome(start(messages, handles[0]!, { replyTo: 1 }))).toBe('started');
    expect(await counts.used()).toBe(QUOTA);
    requests.length = 0;
    await outcome(start(await process(), others(1)[0]!, { replyTo: 1 }));
    expect(requests.map(({ operation }) => operation)).toEqual(['Query']);
  });

  it('costs a start one read more, and a refusal no write', async () => {
    const messages = await process();
    requests.length = 0;
    await start(messages, others(1)[0]!);
    expect(requests.map(({ operation }) => operation)).toEqual(['GetItem', 'BatchGetItem', 'TransactWriteItems']);
    for (const handle of others(QUOTA - 1)) await start(messages, handle);
    requests.length = 0;
    expect(await outcome(start(messages, others(1)[0]!))).toBe('rate_limited_start');
    expect(requests.map(({ operation }) => operation)).toEqual(['GetItem', 'Query']);
  });

  it('is held by each copy alone while its table is away, which is said once', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    const copies = await Promise.all(range(2).map(() => process('no-such-table')));
    for (const copy of copies) {
      const outcomes: string[] = [];
      for (const handle of others(QUOTA + 2)) outcomes.push(await outcome(start(copy, handle)));
      expect(outcomes.filter((each) => each === 'started')).toHaveLength(QUOTA);
    }
    expect(warn).toHaveBeenCalledTimes(copies.length);
    warn.mockRestore();
  });
});
