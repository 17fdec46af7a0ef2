import type { Unread } from '@cruddur/client';
import { groupWith } from '../for-tests/group';
import { UnreadTotal } from './unread-total';

const NOW = Date.parse('2026-01-02T12:00:00Z');
const NOTHING = { messages: 0, conversations: 0, more: false };

describe('how much is unread in all', () => {
  const end = new AbortController();
  const ofService = (messages: number, more = false): Unread => ({
    ...{ messages, conversations: 1, more, muted: NOTHING },
  });
  const totalOf = (hasMore: boolean) => {
    const service = { answer: ofService(0) as Unread | undefined, asked: 0 };
    const store = { list: [groupWith({ unread_count: 2 })] };
    const client = {
      readUnread: () => {
        service.asked += 1;
        const { answer: body } = service;
        return body
          ? Promise.resolve({ status: 200, headers: new Headers(), body })
          : Promise.reject(new Error('away'));
      },
    };
    const total = new UnreadTotal(client, store, { hasMore: () => hasMore }, () => undefined, end.signal);
    const look = async (): Promise<void> => {
      total.look();
      await jest.advanceTimersByTimeAsync(0);
    };
    return { service, store, total, look };
  };
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is what the list says, where all of it is there, and nobody is asked', async () => {
    const { service, total, look } = totalOf(false);
    await look();
    expect([total.at(NOW), service.asked]).toEqual([{ messages: 2, more: false }, 0]);
  });

  it('is what the service says of a list that is read in part, with what has changed since', async () => {
    const { service, store, total, look } = totalOf(true);
    service.answer = ofService(9, true);
    await look();
    expect(total.at(NOW)).toEqual({ messages: 9, more: true });
    store.list = [groupWith({ unread_count: 3 })];
    expect(total.at(NOW)).toEqual({ messages: 10, more: true });
    store.list = [groupWith({ unread_count: 0 })];
    expect(total.at(NOW)).toEqual({ messages: 7, more: true });
  });

  it('is asked for again when the list has changed, but not at once', async () => {
    const { service, store, total, look } = totalOf(true);
    service.answer = ofService(9);
    for (const _ of 'twice') await look();
    store.list = [groupWith({ unread_count: 0 })];
    service.answer = ofService(4);
    await look();
    expect(service.asked).toBe(1);
    await jest.advanceTimersByTimeAsync(5_000);
    expect([total.at(NOW), service.asked]).toEqual([{ messages: 4, more: false }, 2]);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(service.asked).toBe(2);
  });

  it('is asked for until there is an answer, for as long as somebody is there', async () => {
    const { service, total, look } = totalOf(true);
    service.answer = undefined;
    await look();
    expect(total.at(NOW)).toEqual({ messages: 2, more: false });
    await jest.advanceTimersByTimeAsync(5_000);
    expect(service.asked).toBe(2);
    end.abort();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(service.asked).toBe(2);
  });
});
