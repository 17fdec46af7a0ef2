import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../support/eventually';
import { OwnService } from '../../support/own-service';
import { range } from '../../support/range';
import { ProjectorBed } from '../projector-support/projector-bed';
import { rounds } from '../support/length';

const AWAY_MS = rounds(5_000, 120_000);
const MOST_MEMORY_MB = 350;

describe('a broker that is killed while projectors work', () => {
  let kafka: OwnService;
  let bed: ProjectorBed;

  beforeAll(async () => {
    kafka = await OwnService.start('kafka');
    bed = await ProjectorBed.open({ brokers: kafka.address });
  });
  afterAll(async () => {
    await bed.close();
    await kafka.remove();
  });

  it('is waited for: the same processes go on, and every row is exact', async () => {
    const ledger = await bed.ledger(60);
    const projectors = await Promise.all(range(2).map(() => bed.start()));
    bed.dynamoDb.delayMs = 20;
    const before = bed.dynamoDb.count('UpdateItem');
    await ledger.sendAtRandom(2_000);
    await eventually(() => expect(bed.dynamoDb.count('UpdateItem')).toBeGreaterThan(before));
    await kafka.kill();
    await sleep(AWAY_MS);
    const sent = ledger.sendAtRandom(200);
    await kafka.comeBack();
    await sent;
    const ms = await bed.allRight(ledger);
    console.info(`all rows right ${Math.round(ms)} ms after the broker's return`);
    await Promise.all(projectors.map((projector) => projector.ready()));
    for (const projector of projectors) expect(await projector.peakMemory()).toBeLessThan(MOST_MEMORY_MB);
    expect((await bed.history()).backwards).toEqual([]);
    expect(await Promise.all(projectors.map((projector) => projector.stop()))).toEqual([0, 0]);
  });
});
