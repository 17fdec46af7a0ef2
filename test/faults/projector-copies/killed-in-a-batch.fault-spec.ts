import { eventually } from '../../support/eventually';
import { range } from '../../support/range';
import { rounds } from '../support/length';
import { ProjectorBed } from '../projector-support/projector-bed';

const ROUNDS = rounds(1, 6);
const CONVERSATIONS = 60;
const MESSAGES_A_ROUND = 400;

describe('a projector killed in the middle of a batch', () => {
  let bed: ProjectorBed;

  beforeAll(async () => {
    bed = await ProjectorBed.open();
  });
  afterAll(() => bed.close());

  /** DynamoDB takes some of the writes that a round makes, one a member of a conversation, and then says nothing more. */
  function fallSilentInTheMiddle(): number {
    const last = bed.dynamoDb.count('UpdateItem') + 20 + bed.random.below(CONVERSATIONS);
    bed.dynamoDb.script = (operation) =>
      operation === 'UpdateItem' && bed.dynamoDb.count(operation) > last ? 'unanswered' : undefined;
    return last;
  }

  it('leaves every row, and every unread count, exact', async () => {
    const ledger = await bed.ledger(CONVERSATIONS);
    bed.dynamoDb.delayMs = 50;
    for (const _round of range(ROUNDS)) {
      const doomed = await bed.start();
      const last = fallSilentInTheMiddle();
      await ledger.sendAtRandom(MESSAGES_A_ROUND);
      await ledger.changeAtRandom(MESSAGES_A_ROUND / 2);
      await ledger.markAtRandom();
      await eventually(() => expect(bed.dynamoDb.count('UpdateItem')).toBeGreaterThan(last));
      await doomed.kill();
      bed.dynamoDb.script = () => undefined;
      expect(await ledger.wrongRows()).not.toEqual([]);
    }
    await ledger.repeatAtRandom();
    await bed.start();
    await bed.allRight(ledger);
    const { changes, backwards } = await bed.history();
    expect(backwards).toEqual([]);
    console.info(`${ROUNDS} kills, ${ledger.sent} messages, ${changes} changes of rows, none wrong`);
  });
});
