import { correlated } from '@app/common/tracing';
import { ConversationQueue } from './conversation-queue';

/** A piece of work that ends when the test says so. */
function gate() {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

describe('ConversationQueue', () => {
  it('leaves undone what its caller does not wait for when its turn comes', async () => {
    const queue = new ConversationQueue(1_000);
    const gone = new AbortController();
    const done: string[] = [];
    const first = queue.run('g', async () => {
      await Promise.resolve(gone.abort());
      done.push('first');
    });
    const left = correlated({ callerGone: gone.signal }, () =>
      queue.run('g', () => Promise.resolve(done.push('left'))),
    );
    const last = queue.run('g', () => Promise.resolve(done.push('last')));
    await expect(left).rejects.toMatchObject({ code: 'caller_gone' });
    await Promise.all([first, last]);
    expect(done).toEqual(['first', 'last']);
  });

  it('runs the work of one conversation in the order it came', async () => {
    const queue = new ConversationQueue(10_000);
    const first = gate();
    const done: string[] = [];
    const one = queue.run('a', async () => {
      await first.opened;
      done.push('one');
    });
    const two = queue.run('a', () => Promise.resolve(done.push('two')));
    first.open();
    await Promise.all([one, two]);
    expect(done).toEqual(['one', 'two']);
  });

  it('runs conversations side by side', async () => {
    const queue = new ConversationQueue(10_000);
    const stuck = gate();
    const waiting = queue.run('a', () => stuck.opened);
    await expect(queue.run('b', () => Promise.resolve('done'))).resolves.toBe('done');
    stuck.open();
    await waiting;
  });

  it('goes on after work that failed', async () => {
    const queue = new ConversationQueue(10_000);
    const failed = queue.run('a', () => Promise.reject(new Error('no')));
    const next = queue.run('a', () => Promise.resolve('next'));
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe('next');
  });

  it('gives up work whose turn comes too late, without doing it', async () => {
    const queue = new ConversationQueue(-1);
    const work = jest.fn(() => Promise.resolve());
    await expect(queue.run('a', work)).rejects.toMatchObject({ code: 'service_unavailable' });
    expect(work).not.toHaveBeenCalled();
  });
});
