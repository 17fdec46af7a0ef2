import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../support/eventually';
import type { Failure } from '../support/dynamodb-front';
import { rounds } from '../support/length';
import { DEAD_LETTERS, ProjectorBed } from '../projector-support/projector-bed';

const LONGER_THAN_A_SESSION_MS = 10_000;

const throttled: Failure = {
  status: 400,
  type: 'ProvisionedThroughputExceededException',
  message: 'The level of configured provisioned throughput for the table was exceeded',
};
const inTransaction: Failure = {
  status: 400,
  type: 'TransactionConflictException',
  message: 'Transaction is ongoing for the item',
};
const broken: Failure = { status: 500, type: 'InternalServerError', message: 'Internal server error' };

const OUTAGES: [string, Failure | 'cut'][] = [
  ['throttles everything', throttled],
  ['is away', 'cut'],
  ['has a failure of its own', broken],
];

describe('DynamoDB', () => {
  let bed: ProjectorBed;

  beforeEach(async () => {
    bed = await ProjectorBed.open();
  });
  afterEach(() => bed.close());

  it.each(OUTAGES.slice(0, rounds(1, OUTAGES.length)))(
    '%s: the projector waits, stays in its group, and skips nothing',
    async (_what, failure) => {
      const ledger = await bed.ledger(40);
      const projector = await bed.start();
      const outages = await projector.sum('cruddur_outages_total');
      bed.dynamoDb.script = () => failure;
      await ledger.sendAtRandom(300);
      await eventually(async () =>
        expect((await projector.readiness()).checks['consumer']).toMatch('waiting: DynamoDB does not answer'),
      );
      const [before, since] = [bed.dynamoDb.count('UpdateItem'), performance.now()];
      await sleep(LONGER_THAN_A_SESSION_MS);
      const perSecond = (bed.dynamoDb.count('UpdateItem') - before) / ((performance.now() - since) / 1_000);
      console.info(`${perSecond} requests a second while it waits`);
      expect(perSecond).toBeLessThan(100);
      expect((await projector.readiness()).checks['consumer']).toMatch('waiting');

      bed.dynamoDb.script = () => undefined;
      const ms = await bed.allRight(ledger);
      console.info(`all rows are right ${Math.round(ms)} ms after DynamoDB is back`);
      await projector.ready();
      expect(await projector.sum('cruddur_outages_total')).toBe(outages + 1);
      expect(await bed.kafka.records(DEAD_LETTERS)).toEqual([]);
    },
  );

  it('throttles and refuses every other write: nothing is lost', async () => {
    const ledger = await bed.ledger(40);
    bed.dynamoDb.script = () => [throttled, inTransaction, broken, undefined, undefined][bed.random.below(5)];
    const projector = await bed.spawn();
    await ledger.sendAtRandom(500);
    await bed.allRight(ledger);
    expect((await bed.history()).backwards).toEqual([]);
    expect(await bed.kafka.records(DEAD_LETTERS)).toEqual([]);
    bed.dynamoDb.script = () => undefined;
    expect(await projector.stop()).toBe(0);
  });
});
