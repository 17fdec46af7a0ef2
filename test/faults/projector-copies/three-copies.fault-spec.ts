import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../support/eventually';
import { range } from '../../support/range';
import { itWhenLong, rounds, within } from '../support/length';
import type { MessageLedger } from '../projector-support/message-ledger';
import { ProjectorBed } from '../projector-support/projector-bed';
import type { ServiceProcess } from '../support/service-process';

const CONVERSATIONS = 150;
const SESSION_MS = 8_000;
/** Kafka's usual session alone is longer. */
const MOVES_ON_WITHIN_MS = within(15_000, 25_000);
/** A supervisor waits no longer than 20 s. */
const GRACE_MS = within(10_000, 20_000);

describe('three copies of the projector', () => {
  let bed: ProjectorBed;
  let ledger: MessageLedger;

  beforeEach(async () => {
    bed = await ProjectorBed.open();
    ledger = await bed.ledger(CONVERSATIONS);
  });
  afterEach(() => bed.close());

  async function startThree(): Promise<ServiceProcess[]> {
    const copies = await Promise.all(range(3).map(() => bed.start()));
    await eventually(async () => {
      await ledger.sendEverywhere(1);
      for (const copy of copies) expect(await copy.sum('cruddur_projector_messages_total')).toBeGreaterThan(0);
    });
    await bed.allRight(ledger);
    return copies;
  }

  /** Every partition gets messages, until none is without an owner. @returns after how long all rows are right. */
  async function shareMovesOn(): Promise<number> {
    await ledger.sendEverywhere(2);
    return bed.allRight(ledger);
  }

  /** How often any copy has taken any message. */
  async function handled(): Promise<number> {
    const counts = await Promise.all(bed.running.map((copy) => copy.sum('cruddur_projector_messages_total')));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  async function stopAll(): Promise<void> {
    // One that has only just been spawned would not know the signal yet.
    await Promise.all(bed.running.map((copy) => copy.ready()));
    const askedAt = performance.now();
    const exits = await Promise.all(bed.running.map((copy) => copy.stop()));
    expect(new Set(exits)).toEqual(new Set([0]));
    expect(performance.now() - askedAt).toBeLessThan(GRACE_MS);
  }

  async function expectExact(): Promise<void> {
    await bed.allRight(ledger);
    expect((await bed.history()).backwards).toEqual([]);
  }

  it("take over a killed one's share in time", async () => {
    const [doomed] = await startThree();
    await doomed!.kill();
    const ms = await shareMovesOn();
    console.info(`a killed copy's share moved on after ${Math.round(ms)} ms`);
    expect(ms).toBeLessThan(MOVES_ON_WITHIN_MS);
    await stopAll();
  });

  it("take over a frozen one's share in time, and let no row go back when it thaws", async () => {
    const [frozen] = await startThree();
    bed.dynamoDb.delayMs = 50;
    await ledger.sendAtRandom(500);
    frozen!.signal('SIGSTOP');
    const ms = await shareMovesOn();
    console.info(`a frozen copy's share moved on after ${Math.round(ms)} ms`);
    expect(ms).toBeLessThan(MOVES_ON_WITHIN_MS);
    frozen!.signal('SIGCONT');
    await ledger.sendEverywhere(2);
    await frozen!.ready();
    await expectExact();
    await stopAll();
  });

  itWhenLong('keep what takes them longer than the session: no other copy begins it too', async () => {
    await startThree();
    const before = await handled();
    bed.dynamoDb.delayMs = 2_500;
    await ledger.sendEverywhere(3);
    expect(await bed.allRight(ledger)).toBeGreaterThan(SESSION_MS);
    await bed.allRead();
    expect((await handled()) - before).toBe(3 * CONVERSATIONS);
    bed.dynamoDb.delayMs = 0;
    await stopAll();
  });

  it('may be started, stopped, killed and frozen at any time, under load', async () => {
    for (const _round of range(rounds(5, 20))) {
      const victim = bed.running[bed.random.below(3)];
      const does = [
        () => victim?.stop(),
        () => victim?.kill(),
        async () => {
          victim?.signal('SIGSTOP');
          await sleep(SESSION_MS + bed.random.below(3_000));
          victim?.signal('SIGCONT');
        },
        () => undefined,
      ][bed.random.below(4)]!;
      await Promise.all([does(), ledger.sendAtRandom(200), ledger.changeAtRandom(100), ledger.markAtRandom()]);
      await ledger.repeatAtRandom();
      while (bed.running.length < 3) await bed.spawn();
    }
    await expectExact();
    await stopAll();
    console.info(`${bed.projectors.length} processes, ${ledger.sent} messages, none wrong`);
  });
});
