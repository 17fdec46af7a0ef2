import { standingsOfPairs } from '../../../test/standings-on';
import type { ReadHead, RevisionHead } from './revision';
import { RevisionHeads } from './revision-heads';

const head = (revision: number): RevisionHead => ({ groupUuid: 'g', revision, memberUuids: ['a'] });
const readHead = (revision: number): ReadHead => ({
  ...head(revision),
  reach: { revision, number: 1, reactorUuids: [] },
});

describe('RevisionHeads', () => {
  it('remembers what it reads once all of its revision is to be seen, and not before', async () => {
    const answers = [false, false, true];
    const { groupUuid, revision, reach, memberUuids } = readHead(3);
    const store = {
      head: () => Promise.resolve({ groupUuid, revision, reach, told: { memberUuids } }),
      isSeen: () => Promise.resolve(answers.shift()!),
    };
    const heads = new RevisionHeads(store, standingsOfPairs);
    const read = (await heads.read('g'))!;
    expect([read, heads.get('g')]).toEqual([readHead(3), undefined]);
    expect(await heads.confirm(read)).toEqual(head(3));
    expect(heads.get('g')).toEqual(head(3));
    expect(answers).toEqual([]);
  });

  it('goes back to no older revision, unless it was told to forget', () => {
    const store = { head: () => Promise.resolve(undefined), isSeen: () => Promise.resolve(true) };
    const heads = new RevisionHeads(store, standingsOfPairs);
    heads.remember(head(5));
    heads.remember(head(4));
    expect(heads.get('g')).toEqual(head(5));
    heads.forget('g');
    heads.remember(head(4));
    expect(heads.get('g')).toEqual(head(4));
  });
});
