import { setImmediate as turn } from 'node:timers/promises';
import { Lanes } from './lanes';

describe('Lanes', () => {
  it('works on every item of every caller, never on more than the limit at once', async () => {
    const lanes = new Lanes(2);
    const done: number[] = [];
    let atOnce = 0;
    let most = 0;
    const work = async (item: number): Promise<void> => {
      most = Math.max(most, ++atOnce);
      await turn();
      atOnce -= 1;
      done.push(item);
    };
    await Promise.all([lanes.each([1, 2, 3], work), lanes.each([4, 5], work)]);
    expect(done).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(2);
  });

  it("begins nothing after a failure, ends with nothing in flight, and leaves another caller's items alone", async () => {
    const lanes = new Lanes(2);
    const ended: number[] = [];
    const work = async (item: number): Promise<void> => {
      if (item === 1) throw new Error('first');
      await turn();
      ended.push(item);
    };
    const failing = lanes.each([1, 2, 3, 4], work);
    const other = lanes.each([5, 6], work);
    await expect(failing).rejects.toThrow('first');
    expect(ended).toContain(2);
    await other;
    expect(ended).toEqual([2, 5, 6]);
  });
});
