import { range } from '../../../../test/support/range';
import { FairTurns, type FairTurnsLimits } from './fair-turns';

const LIMITS: FairTurnsLimits = { atOnce: 2, perCaller: 2, savedMs: 60_000, waitMs: 60_000 };

/** Asks for turns, and notes in which order they come. */
class Asked {
  readonly begun: string[] = [];
  private readonly ends: (() => void)[] = [];

  constructor(readonly turns: FairTurns) {}

  async ask(caller: string, work = caller, gone?: AbortSignal): Promise<void> {
    const end = await this.turns.take(caller, gone);
    this.begun.push(work);
    this.ends.push(end);
  }

  /** Ends the oldest turn, and lets what waits for it begin. */
  async endOne(): Promise<void> {
    this.ends.shift()!();
    await settled();
  }

  /** Lets all who still wait have their turn: nothing may be given up after the test. */
  async endAll(): Promise<void> {
    while (this.turns.waiting > 0) await this.endOne();
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('FairTurns', () => {
  let asked: Asked;
  const asking = (limits: Partial<FairTurnsLimits> = {}, clock?: () => number): Asked =>
    (asked = new Asked(new FairTurns({ ...LIMITS, ...limits }, clock)));

  afterEach(() => asked.endAll());

  it('takes one of the other caller before the second of who came first', async () => {
    asking();
    for (const i of range(6)) void asked.ask('many', `many ${i}`);
    void asked.ask('one');
    await settled();
    expect(asked.begun).toEqual(['many 0', 'many 1']);
    await asked.endOne();
    await asked.endOne();
    expect(asked.begun.slice(2).sort()).toEqual(['many 2', 'one']);
  });

  it('goes round all who wait', async () => {
    asking({ atOnce: 1 });
    void asked.ask('first');
    for (const i of range(3)) for (const caller of ['a', 'b', 'c']) void asked.ask(caller, `${caller}${i}`);
    for (const _turn of range(9)) {
      await settled();
      await asked.endOne();
    }
    expect(asked.begun).toEqual(['first', 'a0', 'b0', 'c0', 'a1', 'b1', 'c1', 'a2', 'b2', 'c2']);
  });

  it('leaves to others what one caller may not take', async () => {
    asking({ atOnce: 3, perCaller: 1 });
    for (const i of range(3)) void asked.ask('many', `many ${i}`);
    void asked.ask('one');
    await settled();
    expect(asked.begun).toEqual(['many 0', 'one']);
    await asked.endOne();
    expect(asked.begun).toEqual(['many 0', 'one', 'many 1']);
  });

  it('leaves one turn to who never stops asking, and more again after a rest', async () => {
    let now = 0;
    asking({ atOnce: 9, perCaller: 4, savedMs: 1_000 }, () => now);
    for (const i of range(9)) void asked.ask('many', `${i}`);
    await settled();
    expect(asked.begun).toHaveLength(4);
    now += 300;
    await asked.endOne();
    expect(asked.begun).toHaveLength(5);
    now += 100;
    await asked.endOne();
    await asked.endOne();
    await asked.endOne();
    expect(asked.begun).toHaveLength(5);
    await asked.endOne();
    expect(asked.begun).toHaveLength(6);
    for (const _rest of range(4)) await asked.endOne();
    now += 1_000;
    for (const i of range(9)) void asked.ask('many', `again ${i}`);
    await settled();
    expect(asked.begun).toHaveLength(9 + 4);
  });

  it('gives no turn to who has gone, and keeps its place for nobody', async () => {
    asking({ atOnce: 1 });
    const gone = new AbortController();
    void asked.ask('first');
    const left = asked.ask('left', 'left', gone.signal);
    void asked.ask('last');
    await settled();
    gone.abort();
    await expect(left).rejects.toMatchObject({ code: 'caller_gone' });
    await asked.endOne();
    expect(asked.begun).toEqual(['first', 'last']);
    await expect(asked.turns.take('late', gone.signal)).rejects.toMatchObject({ code: 'caller_gone' });
  });

  it('lets nobody wait for longer than the limit, and says whose doing that is', async () => {
    asking({ atOnce: 1, perCaller: 1, waitMs: 1 });
    await asked.ask('first');
    await expect(asked.ask('first')).rejects.toMatchObject({ code: 'too_many_requests_at_once' });
    await expect(asked.ask('second')).rejects.toMatchObject({ code: 'overloaded' });
    expect([asked.turns.taken, asked.turns.waiting]).toEqual([1, 0]);
  });

  it('counts a turn that is ended twice once', async () => {
    const { turns } = asking();
    const [end] = [await turns.take('a'), await turns.take('a')];
    end();
    end();
    expect(turns.taken).toBe(1);
  });

  it('gives every turn back, whatever order they come and go in', async () => {
    asking({ atOnce: 3 });
    const all = range(200).map(async (i) => {
      const gone = new AbortController();
      if (i % 7 === 0) setTimeout(() => gone.abort(), i % 5);
      const end = await asked.turns.take(`caller ${i % 9}`, gone.signal).catch(() => undefined);
      expect(asked.turns.taken).toBeLessThanOrEqual(3);
      await settled();
      end?.();
    });
    await Promise.all(all);
    expect([asked.turns.taken, asked.turns.waiting]).toEqual([0, 0]);
  });
});
