import { LeadingAndTrailing } from './leading-and-trailing';

interface Item {
  key: string;
  number: number;
  intervalMs: number;
}

const item = (key: string, number: number, intervalMs = 200): Item => ({ key, number, intervalMs });

describe('the leading and the trailing edge', () => {
  let edges: LeadingAndTrailing<Item>;
  /** Work that takes no time. */
  const arrive = (items: Item[], now: number): number[] => worked(edges.arrive(items, now));
  const due = (now: number): number[] => worked(edges.due(now));
  const worked = (items: Item[]): number[] => {
    edges.done(items);
    return numbersOf(items);
  };
  const numbersOf = (items: Item[]): number[] => items.map(({ number }) => number);

  beforeEach(() => {
    edges = new LeadingAndTrailing({ keyOf: ({ key }) => key, intervalMs: ({ intervalMs }) => intervalMs });
  });

  it('gives at once what comes for a key at rest, all of it', () => {
    expect(arrive([item('a', 1), item('b', 1), item('a', 2)], 0)).toEqual([1, 1, 2]);
    expect(edges.nextDueAt).toBeUndefined();
  });

  it('holds what follows within the interval, and gives it at its end, together', () => {
    arrive([item('a', 1)], 0);
    expect(arrive([item('a', 2)], 10)).toEqual([]);
    expect(arrive([item('a', 3), item('b', 1)], 190)).toEqual([1]);
    expect(edges.nextDueAt).toBe(200);
    expect(due(199)).toEqual([]);
    expect(due(200)).toEqual([2, 3]);
  });

  it('begins the next interval with what it gives at the end of one', () => {
    arrive([item('a', 1)], 0);
    arrive([item('a', 2)], 10);
    due(200);
    expect(arrive([item('a', 3)], 210)).toEqual([]);
    expect(edges.nextDueAt).toBe(400);
    expect(due(400)).toEqual([3]);
  });

  it('gives at once again what comes after an interval in which nothing was held', () => {
    arrive([item('a', 1)], 0);
    expect(arrive([item('a', 2)], 200)).toEqual([2]);
  });

  it('keeps the intervals of keys apart', () => {
    arrive([item('a', 1, 1_000), item('b', 1)], 0);
    arrive([item('a', 2, 1_000), item('b', 2)], 10);
    expect(edges.nextDueAt).toBe(200);
    expect(due(200)).toEqual([2]);
    expect(edges.nextDueAt).toBe(1_000);
  });

  it('lets intervals that began at nearly the same time end at the same', () => {
    arrive([item('a', 1), item('b', 1)], 1);
    arrive([item('c', 1)], 19);
    arrive([item('a', 2), item('b', 2), item('c', 2)], 100);
    expect(due(220)).toEqual([2, 2, 2]);
  });

  it('gives nothing of a key while the work on it goes on, however long that takes', () => {
    const first = edges.arrive([item('a', 1)], 0);
    expect(edges.arrive([item('a', 2)], 500)).toEqual([]);
    expect(edges.nextDueAt).toBeUndefined();
    expect(edges.due(500)).toEqual([]);
    expect(edges.due(500, 'all')).toEqual([]);
    edges.done(first);
    expect(numbersOf(edges.due(500))).toEqual([2]);
  });

  it('gives everything that is held when it is asked for all', () => {
    arrive([item('a', 1), item('b', 1, 8_000)], 0);
    arrive([item('a', 2), item('b', 2, 8_000), item('a', 3)], 10);
    expect(numbersOf(edges.due(10, 'all'))).toEqual([2, 3, 2]);
  });

  it('gives no more than one an interval, and one more, of what comes without a pause', () => {
    let given = 0;
    for (let now = 0; now < 10_000; now += 50) {
      if (due(now).length > 0) given += 1;
      if (arrive([item('a', now)], now).length > 0) given += 1;
    }
    expect(given).toBe(50);
  });

  it('forgets keys at rest', () => {
    for (let number = 0; number < 1_000; number += 1) arrive([item(`key ${number}`, number)], 0);
    arrive([item('other', 1)], 5_000);
    expect(edges.size).toBe(1);
  });
});
