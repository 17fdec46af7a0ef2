import { DomainError } from '@app/common/errors';
import { JoinedRequests } from './joined-requests';

type Take = () => number[];

/** Work that begins when the test says so, and answers each request with all that it was done with. */
function heldWork() {
  const begun: number[][] = [];
  let open!: () => void;
  const isOpen = new Promise<void>((resolve) => (open = resolve));
  const work = async (take: Take) => {
    await isOpen;
    const requests = take();
    begun.push(requests);
    return requests.map((request) => (request < 0 ? new DomainError('emoji_malformed') : { request, among: requests }));
  };
  return { begun, open, work };
}

describe('JoinedRequests', () => {
  it('does one piece of work for those who wait for the same, and answers each', async () => {
    const joined = new JoinedRequests<number, object>(10);
    const { begun, open, work } = heldWork();
    const answers = [1, 2, 3].map((request) => joined.join('a', request, work));
    const other = joined.join('b', 4, work);
    open();
    expect(await Promise.all(answers)).toEqual([1, 2, 3].map((request) => ({ request, among: [1, 2, 3] })));
    expect(await other).toEqual({ request: 4, among: [4] });
    expect(begun).toHaveLength(2);
  });

  it('joins nobody to work that has begun', async () => {
    const joined = new JoinedRequests<number, object>(10);
    const { begun, open, work } = heldWork();
    let end!: () => void;
    const hasEnded = new Promise<void>((resolve) => (end = resolve));
    const first = joined.join('a', 1, async (take) => {
      const outcomes = await work(take);
      await hasEnded;
      return outcomes;
    });
    open();
    await new Promise(setImmediate);
    const second = joined.join('a', 2, work);
    expect(await second).toEqual({ request: 2, among: [2] });
    end();
    await first;
    expect(begun).toEqual([[1], [2]]);
  });

  it('joins no more than it may', async () => {
    const joined = new JoinedRequests<number, object>(2);
    const { begun, open, work } = heldWork();
    const answers = [1, 2, 3, 4, 5].map((request) => joined.join('a', request, work));
    open();
    await Promise.all(answers);
    expect(begun).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('refuses who is refused, alone', async () => {
    const joined = new JoinedRequests<number, object>(10);
    const { open, work } = heldWork();
    const [good, bad] = [joined.join('a', 1, work), joined.join('a', -1, work)];
    open();
    await expect(bad).rejects.toMatchObject({ code: 'emoji_malformed' });
    expect(await good).toMatchObject({ request: 1 });
  });

  it('fails for all whose work fails, also before it begins, and for nobody after', async () => {
    const joined = new JoinedRequests<number, object>(10);
    const fail = () => Promise.reject(new Error('away'));
    for (const answer of [joined.join('a', 1, fail), joined.join('a', 2, fail)]) {
      await expect(answer).rejects.toThrow('away');
    }
    const { open, work } = heldWork();
    open();
    expect(await joined.join('a', 3, work)).toEqual({ request: 3, among: [3] });
  });
});
