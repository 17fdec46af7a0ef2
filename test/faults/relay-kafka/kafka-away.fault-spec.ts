import { setTimeout as sleep } from 'node:timers/promises';
import type { MessageItem } from '@app/common/table';
import { describeWith } from '../../support/describe-with';
import { eventually } from '../../support/eventually';
import { rounds } from '../support/length';
import { ProxiedKafka } from '../support/proxied-kafka';
import { RelayBed } from '../support/relay-bed';
import type { ServiceProcess } from '../support/service-process';
import { TestControl } from '../support/test-control';

describeWith(['java', 'javac', 'mvn'], 'a relay whose Kafka is away', () => {
  let kafka: ProxiedKafka;
  let control: TestControl;
  let bed: RelayBed;
  let relay: ServiceProcess;

  beforeAll(async () => {
    kafka = await ProxiedKafka.start();
    // Its own, since the many records would slow down all streams of the one that tests share.
    control = await TestControl.start();
    bed = await RelayBed.open({ kafkaBrokers: kafka.direct, dynamoDbEndpoint: control.endpoint });
    await bed.writer.start(10);
    relay = await startRelay();
    await bed.nothingWrong();
  });
  afterAll(async () => {
    await kafka.comeBack();
    await bed.close();
    await kafka.remove();
    await control.stop();
  });

  const startRelay = (): Promise<ServiceProcess> => bed.start({ KAFKA_BROKERS: kafka.brokers });

  /** Pieces of work that wait for something that is away: the alert `DependencyAway` asks for them. */
  const waiting = (): Promise<number> => relay.sum('cruddur_waiting');

  /** Writes a message, and resolves once the checkpoint is behind it: nothing is left to acknowledge. */
  async function savedCheckpoint(): Promise<string> {
    const [[group, messages]] = [...bed.writer.accepted] as [[string, MessageItem[]]];
    await bed.writer.writeInto(group, 1);
    await bed.nothingWrong();
    const [eventId] = bed.topic.eventIds(group, messages.length);
    return eventually(async () => {
      const checkpoints = await bed.checkpoints();
      expect(checkpoints).toContain(`"${eventId!.split('/').at(-1)}"`);
      return checkpoints;
    });
  }

  /** What is written now stays in the stream. */
  async function readsNoMore(): Promise<void> {
    const read = await relay.metric('cruddur_relay_records_read_total');
    await bed.writer.write(100);
    await sleep(1_000);
    expect(await relay.metric('cruddur_relay_records_read_total')).toBe(read);
  }

  it('loses nothing when acknowledgements are lost', async () => {
    for (let i = 0; i < rounds(2, 15); i += 1) {
      const { distinct } = bed.topic;
      kafka.proxy.withholdAnswers();
      await bed.writer.write(20);
      await eventually(() => expect(bed.topic.distinct).toBeGreaterThan(distinct));
      await kafka.proxy.cut();
      await sleep(bed.random.below(500));
      await kafka.proxy.open();
      await bed.nothingWrong();
    }
    console.info(`${bed.writer.messages} messages, ${bed.topic.repeats} repeats`);
  });

  it('saves no checkpoint past what Kafka has not acknowledged, and goes on by itself when Kafka is back', async () => {
    const checkpoint = await savedCheckpoint();
    await kafka.kill();
    const writtenAt = Date.now();
    while (Date.now() - writtenAt < rounds(5_000, 60_000)) await bed.writer.write(20);
    await eventually(async () => expect((await relay.readiness()).checks['kafka']).not.toBe('ok'));
    expect(await relay.metric('cruddur_part_works{part="kafka"}')).toBe(0);
    expect(await waiting()).toBeGreaterThan(0);
    expect(await relay.metric('cruddur_relay_iterator_age_seconds')).toBeGreaterThan(3);
    expect(await bed.checkpoints()).toBe(checkpoint);
    await kafka.comeBack();
    await bed.nothingWrong();
    await eventually(async () => expect((await relay.readiness()).status).toBe('ok'));
    await eventually(async () => expect(await waiting()).toBe(0));
  });

  it('is killed between a read and its publication, and the next one publishes it', async () => {
    await savedCheckpoint();
    kafka.proxy.freeze();
    const read = await relay.metric('cruddur_relay_records_read_total');
    await bed.writer.write(20);
    await eventually(async () => expect(await relay.metric('cruddur_relay_records_read_total')).toBeGreaterThan(read));
    await relay.kill();
    relay = await startRelay();
    await bed.nothingWrong();
  });

  it('keeps its memory bounded while many records wait', async () => {
    await kafka.kill();
    for (let i = 0; i < rounds(3, 100); i += 1) await bed.writer.write(100);
    await eventually(readsNoMore);
    await kafka.comeBack();
    await bed.nothingWrong();
    const peak = await relay.peakMemory();
    console.info(`${bed.writer.messages} messages, the relay took ${peak.toFixed(0)} MB at most`);
    expect(peak).toBeLessThan(256);
  });
});
