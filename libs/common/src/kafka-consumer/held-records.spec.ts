import { HeldRecords } from './held-records';

describe('HeldRecords', () => {
  const never = new AbortController().signal;

  it('has room up to its limit', async () => {
    const held = new HeldRecords(2, () => undefined);
    held.add(2);
    await expect(held.room(never)).resolves.toBeUndefined();
  });

  it('lets everyone wait who comes while there are too many', async () => {
    const counts: number[] = [];
    const held = new HeldRecords(2, (count) => counts.push(count));
    held.add(4);
    let waiting = 2;
    const rooms = [0, 1].map(() => held.room(never).then(() => (waiting -= 1)));
    held.add(-1);
    await new Promise(setImmediate);
    expect(waiting).toBe(2);
    held.add(-1);
    await Promise.all(rooms);
    expect(waiting).toBe(0);
    expect(counts).toEqual([4, 3, 2]);
  });

  it('ends with the reason of whoever stops waiting', async () => {
    const held = new HeldRecords(0, () => undefined);
    const giveUp = new AbortController();
    held.add(1);
    const room = held.room(giveUp.signal);
    giveUp.abort(new Error('stop'));
    await expect(room).rejects.toThrow('stop');
    await expect(held.room(giveUp.signal)).rejects.toThrow('stop');
  });
});
