import { describeWith } from '../../support/describe-with';
import { eventually } from '../../support/eventually';
import { rounds } from '../support/length';
import { RelayBed } from '../support/relay-bed';
import { TestControl } from '../support/test-control';

describeWith(['java', 'javac', 'mvn'], 'a stream whose shards end and whose records are trimmed', () => {
  let control: TestControl;
  let bed: RelayBed;

  beforeAll(async () => {
    control = await TestControl.start();
    bed = await RelayBed.open({ dynamoDbEndpoint: control.endpoint });
    await bed.writer.start(10);
  });
  afterEach(() => Promise.all(bed.running.map((relay) => relay.kill())));
  afterAll(async () => {
    await bed.close();
    await control.stop();
  });

  /**
   * A relay has read the newest shard, saved how far, and is gone. Only DynamoDB's clock is moved on: a relay that has
   * not begun to read a shard would hold that for younger than it is.
   */
  async function readUpToNow(): Promise<void> {
    const relay = await bed.start();
    const [group, messages] = [...bed.writer.accepted][0]!;
    await bed.writer.write(20);
    await bed.writer.writeInto(group, 1);
    await eventually(() => expect(bed.topic.hasFromStream(group, messages.length)).toBe(true));
    await bed.nothingWrong();
    await eventually(async () => expect(await relay.metric('cruddur_relay_iterator_age_seconds')).toBe(0));
    await bed.writer.moveRows();
    expect(await relay.stop()).toBe(0);
  }

  it('is read through all its shards in order, empty ones among them', async () => {
    // A lease that is lost in a pause would lead to repeats.
    await bed.start({ RELAY_LEASE_SECONDS: '300' });
    await bed.nothingWrong();
    await bed.allRepaired();
    // Behind what was published from the table, and then once more from the stream.
    for (const group of bed.writer.accepted.keys()) await bed.writer.writeInto(group, 1);
    await bed.nothingWrong();
    const { repeats } = bed.topic;
    for (let i = 0; i < rounds(5, 25); i += 1) {
      await bed.writer.write(20);
      for (let empty = bed.random.below(4); empty >= 0; empty -= 1) await control.rollOver();
    }
    await bed.writer.write(20);
    await bed.nothingWrong();
    expect(bed.topic.repeats).toBe(repeats);
  });

  it('is read on where it was after a chain of shards that began and ended while no relay ran', async () => {
    for (let i = 0; i < rounds(5, 25); i += 1) {
      await bed.writer.write(10);
      await control.rollOver();
    }
    await bed.start();
    await bed.nothingWrong();
  });

  it('is read on when an iterator has expired under backpressure', async () => {
    const relay = await bed.start();
    await bed.writer.write(1);
    await bed.nothingWrong();
    const gaps = await relay.metric('cruddur_relay_gaps_total');
    relay.signal('SIGSTOP');
    await bed.writer.write(20);
    await control.letPass(1);
    relay.signal('SIGCONT');
    await bed.writer.write(20);
    await bed.nothingWrong();
    expect(await relay.metric('cruddur_relay_gaps_total')).toBe(gaps);
  });

  it('is repaired from the table when records were trimmed while no relay ran; health says so and then clears', async () => {
    await readUpToNow();
    await bed.writer.write(30);
    await control.letPass(25);
    await bed.writer.write(30);
    // So slow that it is seen at work.
    const next = await bed.spawn({ RELAY_REPAIR_READ_UNITS: '4' });
    await eventually(async () =>
      expect((await next.readiness()).checks['gaps']).toMatch(/^repairing \d+\/16: shardId-/),
    );
    await bed.nothingWrong();
    await eventually(async () => expect((await next.readiness()).checks['gaps']).toBe('ok'));
    expect(await next.metric('cruddur_relay_gaps_total')).toBeGreaterThan(0);
    expect(await next.metric('cruddur_relay_open_gaps')).toBe(0);
  });

  it('is repaired where whole shards have vanished while no relay ran', async () => {
    await readUpToNow();
    for (let i = 0; i < 3; i += 1) {
      await bed.writer.write(10);
      await control.rollOver();
    }
    await control.letPass(25);
    await control.rollOver();
    await bed.writer.write(10);
    await bed.start();
    await bed.nothingWrong();
    await bed.allRepaired();
  });

  it('is drained when it is disabled; what was written until the next one began is repaired before that is read', async () => {
    const relay = await bed.start();
    await bed.writer.write(20);
    await bed.nothingWrong();
    await bed.writer.moveRows();
    await bed.writer.write(10);
    await bed.enableStream(false);
    await bed.writer.write(30);
    await bed.enableStream(true);
    await bed.writer.write(10);
    await bed.nothingWrong();
    await bed.allRepaired();
    await eventually(async () => expect((await relay.readiness()).status).toBe('ok'));
  });
});
