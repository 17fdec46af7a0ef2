import { eventually } from '../../support/eventually';
import { services } from '../../support/services';
import { FakeStream } from '../support/fake-stream';
import { isLong, rounds } from '../support/length';
import { RelayBed } from '../support/relay-bed';

/** DynamoDB Local has one shard; a scripted stream has as many as it takes. */
(isLong ? describe : describe.skip)('a stream with many shards', () => {
  let stream: FakeStream;
  let bed: RelayBed;

  beforeAll(async () => {
    bed = await RelayBed.open();
    stream = new FakeStream(new URL(services().DYNAMODB_ENDPOINT), bed.environment['TABLE_NAME']!);
    await stream.open();
    bed.writer.onMessage = (item) => stream.put(item);
    await bed.writer.start(40);
    await bed.start({ DYNAMODB_ENDPOINT: stream.url });
  });
  afterAll(async () => {
    await bed.close();
    await stream.close();
  });

  it('is read in order while shards split again and again, to more than one listing holds', async () => {
    for (let i = 0; i < rounds(55, 150); i += 1) {
      await bed.writer.write(5);
      const open = stream.openShards;
      stream.split(open[bed.random.below(open.length)]!);
    }
    expect(stream.shards.length).toBeGreaterThan(100);
    await bed.writer.write(100);
    await bed.nothingWrong();
  });

  it('is read in order while each listing lacks some of its shards', async () => {
    stream.isHidden = () => bed.random.below(3) === 0;
    for (let i = 0; i < rounds(10, 60); i += 1) {
      await bed.writer.write(10);
      const open = stream.openShards;
      stream.split(open[bed.random.below(open.length)]!);
    }
    await bed.writer.write(50);
    await bed.nothingWrong();
    stream.isHidden = () => false;
  });

  it.each([
    { status: 400, type: 'ProvisionedThroughputExceededException' },
    { status: 500, type: 'InternalServerError' },
  ])('is read on while one shard answers $status $type; that one alone waits', async (refusal) => {
    await bed.nothingWrong();
    const [group] = bed.writer.accepted.keys();
    await bed.writer.writeInto(group!, 1);
    const failing = stream.openShards.find(({ records }) => records.at(-1)?.item.message_group_uuid === group)!;
    stream.refusalOf = (shardId) => (shardId === failing.id ? refusal : undefined);
    await bed.writer.write(100);
    const held = new Set(failing.records.map(({ item }) => item.message_group_uuid));
    await eventually(() => {
      for (const [each, messages] of bed.writer.accepted) {
        if (!held.has(each)) expect(bed.topic.firstArrivals(each)).toHaveLength(messages.length);
      }
    });
    const [relay] = bed.running;
    await eventually(async () => expect((await relay!.readiness()).checks['stream']).toBe('ok'));
    stream.refusalOf = () => undefined;
    await bed.nothingWrong();
  });
});
