import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../support/eventually';
import { services } from '../../support/services';
import { DynamoDbFront } from '../support/dynamodb-front';
import { rounds } from '../support/length';
import { RelayBed } from '../support/relay-bed';

describe('relays that are killed and frozen', () => {
  let dynamoDb: DynamoDbFront;
  let bed: RelayBed;

  beforeAll(async () => {
    dynamoDb = new DynamoDbFront(new URL(services().DYNAMODB_ENDPOINT));
    await dynamoDb.open();
    bed = await RelayBed.open();
    await bed.writer.start(20);
  });
  afterAll(async () => {
    await bed.close();
    await dynamoDb.close();
  });

  /** Writes and changes messages until told to end, and at the end a little more. */
  async function writing(during: () => Promise<void>): Promise<void> {
    let ended = false;
    const written = (async () => {
      while (!ended) {
        await bed.writer.write(25);
        await bed.writer.change(10);
      }
    })();
    await during().finally(() => (ended = true));
    await written;
    await bed.writer.write(50);
  }

  it('lose nothing when they are killed at random moments', async () => {
    const kills = rounds(4, 25);
    await writing(async () => {
      for (let i = 0; i < kills; i += 1) {
        const relay = await bed.start();
        await sleep(bed.random.below(1_500));
        await relay.kill();
      }
    });
    await bed.start();
    await bed.nothingWrong();
    console.info(
      `${kills} kills, ${bed.writer.messages} messages, ${bed.writer.changes} changes, ${bed.topic.repeats} repeats`,
    );
  });

  it('publish again what Kafka has acknowledged and no checkpoint has saved', async () => {
    await Promise.all(bed.running.map((other) => other.stop()));
    // A lease so long is held without a renewal.
    const relay = await bed.start({ DYNAMODB_ENDPOINT: dynamoDb.url, RELAY_LEASE_SECONDS: '300' });
    const [group] = await bed.writer.start(1);
    await eventually(() => expect(bed.topic.hasFromStream(group!, 1)).toBe(true));
    dynamoDb.script = (operation) => (operation === 'PutItem' ? 'unanswered' : undefined);
    await bed.writer.writeInto(group!, 20);
    await eventually(() => expect(bed.topic.firstArrivals(group!)).toContain(21));
    await relay.kill();
    await bed.start();
    await bed.nothingWrong();
    await eventually(() => expect(bed.topic.eventIds(group!, 21).length).toBeGreaterThan(1));
  });

  it('leave what another one has taken while they were frozen, and move its checkpoint no more', async () => {
    const [frozen] = bed.running;
    const other = await bed.start();
    await writing(async () => {
      for (let i = 0; i < rounds(1, 3); i += 1) {
        frozen!.signal('SIGSTOP');
        const before = bed.topic.distinct;
        await eventually(() => expect(bed.topic.distinct).toBeGreaterThan(before + 200));
        frozen!.signal('SIGCONT');
        await sleep(500);
      }
    });
    await bed.nothingWrong();
    await eventually(async () => expect((await frozen!.readiness()).status).toBe('ok'));
    expect(await other.stop()).toBe(0);
    expect(await frozen!.stop()).toBe(0);
  });
});
