import { MemoryStorage } from '../for-tests/memory-storage';
import { Drafts } from './drafts';

describe('drafts', () => {
  let storage: MemoryStorage;
  let drafts: Drafts;

  beforeEach(() => {
    storage = new MemoryStorage();
    drafts = new Drafts(storage, 'andrew');
  });

  it('are kept by conversation, also when the page is loaded again', () => {
    drafts.keep('a', 'for a');
    drafts.keep('b', 'for b ');
    const later = new Drafts(storage, 'andrew');
    expect([later.in('a'), later.in('b'), later.in('c')]).toEqual(['for a', 'for b ', '']);
  });

  it('are gone when nothing is left of them', () => {
    drafts.keep('a', 'for a');
    drafts.keep('a', ' \n');
    expect([drafts.in('a'), storage.length]).toEqual(['', 0]);
  });

  it('are of one person, and go alone', () => {
    const others = new Drafts(storage, 'bayko');
    others.keep('a', 'from bayko');
    drafts.keep('a', 'from andrew');
    drafts.keep('b', 'from andrew, too');
    expect(others.in('a')).toBe('from bayko');
    drafts.forgetAll();
    expect([drafts.in('a'), drafts.in('b'), others.in('a')]).toEqual(['', '', 'from bayko']);
  });

  it('stay in their field where the storage is full', () => {
    storage.setItem = () => {
      throw new Error('full');
    };
    expect(() => drafts.keep('a', 'much')).not.toThrow();
  });
});
