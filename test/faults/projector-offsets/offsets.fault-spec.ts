import { TOPICS } from '@app/common/events';
import { range } from '../../support/range';
import type { MessageLedger } from '../projector-support/message-ledger';
import { GROUP, ProjectorBed } from '../projector-support/projector-bed';

const CONVERSATIONS = 40;

describe('a projector whose place in the topic is not what it was', () => {
  let bed: ProjectorBed;
  let ledger: MessageLedger;

  beforeEach(async () => {
    bed = await ProjectorBed.open({ partitions: 3 });
    ledger = await bed.ledger(CONVERSATIONS);
  });
  afterEach(() => bed.close());

  async function projectSome(): Promise<void> {
    const projector = await bed.start();
    await ledger.sendAtRandom(500);
    await ledger.markAtRandom();
    await bed.allRight(ledger);
    // Otherwise a stop may give up a batch whose rows are right, to be read again.
    await bed.allRead();
    expect(await projector.stop()).toBe(0);
  }

  it('changes no byte of any row when it reads everything again', async () => {
    await projectSome();
    const [rows, history] = [await bed.rows(), await bed.history()];
    await bed.kafka.rewind(GROUP, TOPICS.messages);
    const projector = await bed.start();
    await bed.allRead();
    expect(await projector.sum('cruddur_projector_messages_total', 'repeated')).toBe(500);
    expect(await projector.sum('cruddur_projector_messages_total', 'projected')).toBe(0);
    expect(await bed.rows()).toEqual(rows);
    expect(await bed.history()).toEqual(history);
  });

  it('begins at the oldest record when its offset was deleted, and says how much it cannot have read', async () => {
    await projectSome();
    const ends = await bed.kafka.ends(TOPICS.messages);
    for (const [partition, end] of ends.entries()) {
      await bed.kafka.commit(GROUP, TOPICS.messages, 0, partition);
      await bed.kafka.deleteRecords(TOPICS.messages, end, partition);
    }
    await ledger.sendAtRandom(200);
    const projector = await bed.start();
    await bed.allRight(ledger);
    expect(await projector.sum('cruddur_consumer_lost_records_total')).toBe(500);
  });

  it('skips nothing when its group was forgotten', async () => {
    await projectSome();
    await ledger.sendAtRandom(200);
    await bed.kafka.deleteGroup(GROUP);
    const projector = await bed.start();
    await bed.allRight(ledger);
    await bed.allRead();
    expect(await projector.sum('cruddur_projector_messages_total')).toBe(700);
  });

  it('skips nothing when the topic is deleted and made again while it runs', async () => {
    await bed.start();
    await ledger.sendAtRandom(200);
    await bed.allRight(ledger);
    await bed.recreateTopic();
    await ledger.sendAtRandom(500);
    await bed.allRight(ledger);
    expect((await bed.history()).backwards).toEqual([]);
  });

  it('lets no row go back when partitions are added under load, and keys move to others', async () => {
    await Promise.all([bed.start(), bed.start()]);
    bed.dynamoDb.delayMs = 20;
    for (const round of range(10)) {
      if (round === 4) await bed.kafka.raisePartitions(TOPICS.messages, 8);
      await ledger.sendAtRandom(200);
      await ledger.repeatAtRandom();
    }
    expect((await bed.kafka.ends(TOPICS.messages)).filter((end) => end > 0).length).toBeGreaterThan(3);
    await bed.allRight(ledger);
    expect((await bed.history()).backwards).toEqual([]);
  });
});
