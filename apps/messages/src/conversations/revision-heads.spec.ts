import { correlated, currentCorrelation } from '@app/common/tracing';
import type { RevisionHead } from './revision';
import { RevisionHeads } from './revision-heads';

const head = (revision: number): RevisionHead => ({ groupUuid: 'g', revision, memberUuids: ['a'] });

describe('RevisionHeads', () => {
  it('remembers what it reads, and reads once for all who ask meanwhile', async () => {
    const read = jest.fn(() => Promise.resolve(head(3)));
    const heads = new RevisionHeads({ head: read });
    expect(await Promise.all([heads.read('g'), heads.read('g')])).toEqual([head(3), head(3)]);
    expect(heads.get('g')).toEqual(head(3));
    expect(read).toHaveBeenCalledTimes(1);
    await heads.read('g');
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('goes on for the others when the first who asks hangs up', async () => {
    const gone = AbortSignal.abort();
    const heads = new RevisionHeads({
      head: () => (currentCorrelation().callerGone ? Promise.reject(new Error('gone')) : Promise.resolve(head(1))),
    });
    const first = correlated({ callerGone: gone }, () => heads.read('g'));
    expect(await heads.read('g')).toEqual(head(1));
    await first;
  });

  it('keeps no failure, and nothing of a conversation that does not exist', async () => {
    const answers = [Promise.reject(new Error('away')), Promise.resolve(undefined), Promise.resolve(head(1))];
    const heads = new RevisionHeads({ head: () => answers.shift()! });
    await expect(heads.read('g')).rejects.toThrow('away');
    expect(await heads.read('g')).toBeUndefined();
    expect(heads.get('g')).toBeUndefined();
    expect(await heads.read('g')).toEqual(head(1));
  });

  it('goes back to no older revision, unless it was told to forget', () => {
    const heads = new RevisionHeads({ head: () => Promise.resolve(undefined) });
    heads.remember(head(5));
    heads.remember(head(4));
    expect(heads.get('g')).toEqual(head(5));
    heads.forget('g');
    heads.remember(head(4));
    expect(heads.get('g')).toEqual(head(4));
  });
});
