import { CONSUMERS, TOPICS } from '@app/common/events';
import { LOG_APPEND_TIME } from '@app/common/kafka';
import { rememberingPartitioner } from '../../../apps/stream-relay/src/publishing/remembering-partitioner';
import { decodeCursor, encodeCursor } from '../../../apps/gateway/src/live/changes/event-cursor';
import { eventually } from '../../support/eventually';
import type { Ledger } from '../../support/ledger';
import { OwnService } from '../../support/own-service';
import { range } from '../../support/range';
import { RestClient } from '../../support/rest-client';
import { startStack, type TestStack } from '../../support/stack';
import { TestKafka } from '../../support/test-kafka';
import { ServiceProcess } from '../support/service-process';
import { LiveFollower } from './live-follower';

/** So often what was sent is changed, too. */
const CHANGE_EVERY = 10;
const FEWEST_ADDED = 5;

type Handle = 'andrewbrown' | 'bayko' | 'londo';

interface Writer {
  handle: Handle;
  groupUuid: string;
}

interface FollowerOptions {
  handle?: Handle;
  /** That are in the list before it begins. */
  groups?: readonly string[];
  token?: () => Promise<string>;
}

/** How a gateway beside the stack's own is started. */
export interface GatewayOptions {
  environment?: Record<string, string>;
  flags?: string[];
}

/**
 * A stack on a Kafka of its own, with three people in three conversations. They write by the stack's own gateway; two
 * more are there to be followed, and may be killed.
 */
export class LiveGround {
  gateways: ServiceProcess[] = [];
  private readonly followers: LiveFollower[] = [];

  private constructor(
    readonly kafka: OwnService,
    readonly topics: TestKafka,
    readonly stack: TestStack,
    readonly people: Record<Handle, RestClient>,
    /** Two pairs that `bayko` is in, and a group of all. */
    readonly groups: readonly [string, string, string],
  ) {}

  static async start(): Promise<LiveGround> {
    const kafka = await OwnService.start('kafka');
    process.env['KAFKA_BROKERS'] = kafka.address;
    const stack = await startStack({ environment: { EVENTS_SLACK_SECONDS: '2', RELAY_LEASE_SECONDS: '3' } });
    const topics = await TestKafka.connect(kafka.address, stack.environment['KAFKA_TOPIC_PREFIX']);
    const clientOf = async (handle: Handle) => new RestClient(stack.gatewayUrl, await stack.token(handle));
    const [andrewbrown, bayko, londo] = await Promise.all([
      clientOf('andrewbrown'),
      clientOf('bayko'),
      clientOf('londo'),
    ]);
    const groups = [
      (await andrewbrown.start('bayko', 'Begin')).body.message_group_uuid,
      (await londo.start('bayko', 'Begin')).body.message_group_uuid,
      (await andrewbrown.startGroup({ handles: ['bayko', 'londo'] })).body.uuid,
    ] as const;
    const ground = new LiveGround(kafka, topics, stack, { andrewbrown, bayko, londo }, groups);
    await ground.startGateways();
    return ground;
  }

  async stop(): Promise<void> {
    await Promise.all(this.followers.map((made) => made.stop()));
    await Promise.all(Object.values(this.people).map((client) => client.close()));
    await this.killGateways();
    await this.topics.disconnect();
    await this.stack.stop();
    await this.kafka.remove();
  }

  /** It need not find Kafka. */
  spawnGateway({ environment = {}, flags = [] }: GatewayOptions = {}): Promise<ServiceProcess> {
    const all = { ...this.stack.environment, ...environment };
    return ServiceProcess.spawn({ app: 'gateway', name: 'live-faults-gateway', environment: all, flags });
  }

  async startGateway(options?: GatewayOptions): Promise<ServiceProcess> {
    const gateway = await this.spawnGateway(options);
    await gateway.ready();
    return gateway;
  }

  /** Two, in place of those that are there. */
  async startGateways(one: GatewayOptions = {}, other = one): Promise<void> {
    await this.killGateways();
    this.gateways = await Promise.all([this.startGateway(one), this.startGateway(other)]);
  }

  async killGateways(): Promise<void> {
    await Promise.all(this.gateways.map((gateway) => gateway.kill()));
  }

  /** Lists once all conversations are in the list, and follows from there. */
  async follower({ handle = 'bayko', groups = this.groups, token }: FollowerOptions = {}): Promise<LiveFollower> {
    const made = new LiveFollower({
      client: this.people[handle],
      token: token ?? (() => this.stack.token(handle)),
      urls: () => this.gateways.filter(({ isRunning }) => isRunning).map(({ url }) => url),
    });
    this.followers.push(made);
    await eventually(async () => {
      await made.list();
      for (const groupUuid of groups) expect(made.placeIn(groupUuid).number).toBeGreaterThan(0);
    });
    return made;
  }

  /** As if so much time had passed since it was there. */
  async age(made: LiveFollower, ms: number): Promise<void> {
    const { uuid } = (await this.people.bayko.profile()).body;
    const cursor = decodeCursor(made.cursor!, uuid)!;
    made.cursor = encodeCursor({ ...cursor, time: cursor.time - ms }, uuid);
  }

  /** Resolves once the newest that was accepted is in its row, and all else that the topic has. */
  async isProjected({ accepted }: Ledger): Promise<void> {
    const { groupUuid, number } = accepted.at(-1)!;
    await eventually(async () => {
      expect((await this.people.bayko.group(groupUuid)).body.last_number).toBe(number);
      const committed = await this.topics.committed(CONSUMERS.groupProjector, TOPICS.messages);
      expect(committed.map((offset) => Math.max(offset, 0))).toEqual(await this.ends());
    });
  }

  /** Resolves once nobody reads it any more: a projector that does would take one that is made then for it. */
  async deleteTopic(): Promise<void> {
    await this.topics.deleteTopic(TOPICS.messages);
    await eventually(async () => {
      const shares = await this.topics.shares(CONSUMERS.groupProjector, TOPICS.messages);
      expect(Math.max(0, ...shares)).toBe(0);
    });
  }

  async createTopic(partitions: number): Promise<void> {
    await eventually(() => this.topics.createTopic(TOPICS.messages, partitions, [LOG_APPEND_TIME]));
  }

  /** So many that the events of a conversation go to one of them. */
  async addPartitions(): Promise<void> {
    const before = (await this.ends()).length;
    const isUsed = (count: number): boolean => this.groups.some((groupUuid) => partitionOf(groupUuid, count) >= before);
    let count = before + FEWEST_ADDED;
    while (!isUsed(count)) count += 1;
    await this.topics.raisePartitions(TOPICS.messages, count);
  }

  /** One behind the newest event, by partition. */
  ends(): Promise<number[]> {
    return this.topics.ends(TOPICS.messages);
  }

  /** All write at once, each into a conversation of its own choice, and change some of it. */
  async write(ledger: Ledger, count: number): Promise<void> {
    const [pair, other, group] = this.groups;
    const writers: Writer[] = [
      { handle: 'andrewbrown', groupUuid: pair },
      { handle: 'londo', groupUuid: other },
      { handle: 'andrewbrown', groupUuid: group },
      { handle: 'bayko', groupUuid: group },
    ];
    await Promise.all(writers.map((writer) => this.writeOne(ledger, writer, Math.ceil(count / writers.length))));
  }

  async writeOne(ledger: Ledger, { handle, groupUuid }: Writer, count: number): Promise<void> {
    const client = this.people[handle];
    for (const index of range(count)) {
      await ledger.send(client, handle, groupUuid, `message ${index}`);
      if (index % CHANGE_EVERY > 0) continue;
      const { number } = ledger.accepted.findLast((each) => each.sender === handle && each.groupUuid === groupUuid)!;
      expect((await client.edit(groupUuid, number, `changed ${index}`)).status).toBe(200);
    }
  }

  /** Resolves once `bayko` has all that was accepted, and the list of it too. */
  async isUpToNow(made: LiveFollower, ledger: Ledger): Promise<void> {
    await eventually(async () => {
      for (const groupUuid of this.groups) {
        const { body } = await this.people.bayko.group(groupUuid);
        expect(made.placeIn(groupUuid)).toEqual({ number: body.last_number, revision: body.revision });
      }
      expect(ledger.accepted.filter((each) => !made.has(each))).toEqual([]);
    });
  }

  /** As `isUpToNow`; then nothing may be wrong. */
  async holds(made: LiveFollower, ledger: Ledger): Promise<void> {
    await this.isUpToNow(made, ledger);
    expect(made.wrong).toEqual([]);
    expect(made.told).toBeGreaterThan(0);
    const { opened, told, read } = made;
    console.info(`${ledger.accepted.length} messages: ${opened} streams, ${told} told, ${read} read after a state`);
    await made.stop();
  }
}

/** Where the relay puts the events of a conversation in a topic of so many partitions. */
function partitionOf(groupUuid: string, count: number): number {
  const partitionMetadata = range(count).map((partitionId) => ({
    ...{ partitionErrorCode: 0, partitionId, leader: 0, replicas: [0], isr: [0] },
  }));
  return rememberingPartitioner()({ topic: '', partitionMetadata, message: { key: groupUuid, value: null } });
}
