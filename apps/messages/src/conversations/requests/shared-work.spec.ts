import { correlated, currentCorrelation } from '@app/common/tracing';
import { SharedWork } from './shared-work';

describe('SharedWork', () => {
  it('is done once for all who ask meanwhile, and anew for who asks later', async () => {
    const shared = new SharedWork<number>();
    let times = 0;
    const work = () => Promise.resolve((times += 1));
    const others = shared.run('b', () => Promise.resolve(0));
    expect(await Promise.all([shared.run('a', work), shared.run('a', work)])).toEqual([1, 1]);
    expect([await others, await shared.run('a', work)]).toEqual([0, 2]);
  });

  it('goes on for the others when the first who asks hangs up', async () => {
    const shared = new SharedWork<string>();
    const work = () => Promise.resolve(currentCorrelation().callerGone ? 'left' : 'done');
    const first = correlated({ callerGone: AbortSignal.abort() }, () => shared.run('a', work));
    expect(await Promise.all([first, shared.run('a', work)])).toEqual(['done', 'done']);
  });

  it('keeps no failure', async () => {
    const shared = new SharedWork<string>();
    await expect(shared.run('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await shared.run('a', () => Promise.resolve('done'))).toBe('done');
  });
});
