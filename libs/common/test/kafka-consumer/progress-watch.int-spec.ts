import { Registry } from 'prom-client';
import { eventually } from '../../../../test/support/eventually';
import { TestKafka } from '../../../../test/support/test-kafka';
import { ConsumerMetrics } from '../../src/kafka-consumer/consumer-metrics';
import { ProgressWatch } from '../../src/kafka-consumer/progress-watch';

const TOPIC = 'things';

describe('the watch over a consumer', () => {
  let kafka: TestKafka;
  let watch: ProgressWatch | undefined;
  let registry: Registry;
  let isWaiting = false;
  const deaths: string[] = [];

  beforeEach(async () => {
    isWaiting = false;
    registry = new Registry();
    deaths.length = 0;
    kafka = await TestKafka.connect();
    await kafka.createTopic(TOPIC);
    await kafka.send(TOPIC, { value: '1' }, { value: '2' }, { value: '3' });
    await kafka.commit('g', TOPIC, 1);
  });
  afterEach(async () => {
    await watch?.stop();
    await kafka.close();
  });

  async function start(): Promise<ProgressWatch> {
    const topic = kafka.prefix + TOPIC;
    watch = new ProgressWatch({
      admin: kafka.kafka.admin(),
      groupId: `${kafka.prefix}g`,
      from: 'beginning',
      metrics: new ConsumerMetrics('watched', registry),
      assigned: () => ({ [topic]: [0] }),
      isWaiting: () => isWaiting,
      onDead: (reason) => deaths.push(reason),
      everyMs: 10,
    });
    await watch.start([topic]);
    return watch;
  }

  const metric = async (name: string): Promise<string | undefined> =>
    (await registry.metrics()).split('\n').find((line) => line.startsWith(name) && line.includes(kafka.prefix));

  it('says how much waits', async () => {
    expect((await start()).check()).toBe('2 records wait');
    expect(await metric('cruddur_consumer_lag_records')).toMatch(/ 2$/);
  });

  it('turns red when records wait and nothing moves, then calls the consumer dead', async () => {
    const watching = await start();
    const where = `${kafka.prefix}${TOPIC}/0 stands still at 1 while 2 records wait`;
    await eventually(() => expect(() => watching.check()).toThrow(where));
    await eventually(() => expect(deaths).toContain(where));
  });

  it('expects nothing to move while the consumer waits for a store', async () => {
    isWaiting = true;
    const watching = await start();
    await kafka.send(TOPIC, ...Array.from({ length: 3 }, () => ({ value: 'more' })));
    await eventually(() => expect(watching.check()).toBe('5 records wait'));
    isWaiting = false;
    await eventually(() => expect(() => watching.check()).toThrow('stands still'));
  });

  it('tells of records that were deleted before they were read', async () => {
    await kafka.deleteRecords(TOPIC, 3);
    await start();
    expect(await metric('cruddur_consumer_lost_records_total')).toMatch(/ 2$/);
  });
});
