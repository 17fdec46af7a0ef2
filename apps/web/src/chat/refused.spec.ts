import { MemoryStorage } from '../for-tests/memory-storage';
import { Refused } from './refused';

const entry = (key: string) => ({ key, position: 1, message: { message: key, handle: 'bayko' } });

describe('refused messages', () => {
  let storage: MemoryStorage;
  let told: number;
  let refused: Refused;

  beforeEach(() => {
    storage = new MemoryStorage();
    told = 0;
    refused = new Refused(storage, 'andrew', () => (told += 1));
  });
  const loadedAgain = (person = 'andrew') => new Refused(storage, person, () => undefined);

  it('are there when the page is loaded again, with the reason, until they are forgotten', () => {
    refused.add(entry('one'), 'They take no messages.');
    refused.add(entry('two'), 'It is too long.');
    expect(loadedAgain().all).toEqual([
      { entry: entry('one'), why: 'They take no messages.' },
      { entry: entry('two'), why: 'It is too long.' },
    ]);
    refused.forget('one');
    expect(loadedAgain().all).toEqual([{ entry: entry('two'), why: 'It is too long.' }]);
    expect(told).toBe(3);
  });

  it('are of one person, and leave nothing behind when they sign out', () => {
    refused.add(entry('one'), 'It is too long.');
    expect(loadedAgain('bayko').all).toEqual([]);
    refused.forgetAll();
    expect([refused.all, storage.length]).toEqual([[], 0]);
  });

  it('are shown where the storage is full, too', () => {
    storage.setItem = () => {
      throw new Error('full');
    };
    refused.add(entry('one'), 'It is too long.');
    expect(refused.all).toHaveLength(1);
  });
});
