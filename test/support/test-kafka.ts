import {
  AssignerProtocol,
  Partitioners,
  type Admin,
  type Consumer,
  type IHeaders,
  type Kafka,
  type Message,
  type Producer,
} from 'kafkajs';
import { createKafka, createTopics, mendTopicConfig, type TopicConfigEntry } from '@app/common/kafka';
import { eventually } from './eventually';
import { services } from './services';
import { uniqueName } from './unique';

export interface TestRecord {
  key: string | undefined;
  value: string | undefined;
  headers: Record<string, string>;
}

/** Topics and consumer groups for one test file alone: their names begin with a prefix that nobody else has. */
export class TestKafka {
  readonly kafka: Kafka;
  private readonly admin: Admin;
  private producer: Producer;

  private constructor(
    brokers: string,
    readonly prefix: string,
  ) {
    this.kafka = createKafka({ KAFKA_BROKERS: brokers.split(',') }, 'test');
    this.admin = this.kafka.admin();
    this.producer = this.createProducer();
  }

  static async connect(brokers = services().KAFKA_BROKERS, prefix = `${uniqueName('test')}.`): Promise<TestKafka> {
    const testKafka = new TestKafka(brokers, prefix);
    await Promise.all([testKafka.admin.connect(), testKafka.producer.connect()]);
    return testKafka;
  }

  async createTopic(topic: string, numPartitions = 1, configEntries: TopicConfigEntry[] = []): Promise<void> {
    await createTopics(this.admin, [{ topic: this.prefix + topic, numPartitions, configEntries }]);
  }

  async setTopicConfig(topic: string, configEntries: TopicConfigEntry[]): Promise<void> {
    await mendTopicConfig(this.admin, this.prefix + topic, configEntries);
  }

  /** Resolves when the broker has none of that name, so that one that is made now is another. */
  async deleteTopic(topic: string): Promise<void> {
    const name = this.prefix + topic;
    await this.admin.deleteTopics({ topics: [name] });
    await eventually(async () => {
      if ((await this.admin.listTopics()).includes(name)) throw new Error(`${name} is still there`);
    });
  }

  /** What is sent from now on is spread over the new ones too. */
  async raisePartitions(topic: string, count: number): Promise<void> {
    await this.admin.createPartitions({ topicPartitions: [{ topic: this.prefix + topic, count }] });
    await eventually(async () => {
      const { length } = await this.ends(topic);
      if (length < count) throw new Error(`${length} of ${count} partitions`);
    });
    await this.producer.disconnect();
    this.producer = this.createProducer();
    await this.producer.connect();
  }

  async send(topic: string, ...messages: Message[]): Promise<void> {
    await this.producer.send({ topic: this.prefix + topic, messages });
  }

  /** The offset that a group will go on from, by partition; -1 where it has committed none. */
  async committed(groupId: string, topic: string): Promise<number[]> {
    const [offsets] = await this.admin.fetchOffsets({ groupId: this.prefix + groupId, topics: [this.prefix + topic] });
    return offsets!.partitions
      .toSorted((one, other) => one.partition - other.partition)
      .map(({ offset }) => Number(offset));
  }

  async commit(groupId: string, topic: string, offset: number, partition = 0): Promise<void> {
    await this.admin.setOffsets({
      groupId: this.prefix + groupId,
      topic: this.prefix + topic,
      partitions: [{ partition, offset: String(offset) }],
    });
  }

  /** Deletes what is before `offset`, as retention does. */
  async deleteRecords(topic: string, offset: number, partition = 0): Promise<void> {
    await this.admin.deleteTopicRecords({
      topic: this.prefix + topic,
      partitions: [{ partition, offset: String(offset) }],
    });
  }

  /** What the group has committed is forgotten, as when it expires. Nobody may be in the group. */
  async deleteGroup(groupId: string): Promise<void> {
    await this.admin.deleteGroups([this.prefix + groupId]);
  }

  /** How many partitions each member of the group has. */
  async shares(groupId: string, topic: string): Promise<number[]> {
    const { groups } = await this.admin.describeGroups([this.prefix + groupId]);
    const assignments = groups[0]!.members.map((member) =>
      AssignerProtocol.MemberAssignment.decode(member.memberAssignment),
    );
    return assignments.map((assignment) => assignment?.assignment[this.prefix + topic]?.length ?? 0);
  }

  /** The offset behind the newest record, by partition. */
  async ends(topic: string): Promise<number[]> {
    const offsets = await this.admin.fetchTopicOffsets(this.prefix + topic);
    return offsets.toSorted((one, other) => one.partition - other.partition).map(({ high }) => Number(high));
  }

  /** The group will begin at the oldest records. Nobody may be in it. */
  async rewind(groupId: string, topic: string): Promise<void> {
    await this.admin.resetOffsets({ groupId: this.prefix + groupId, topic: this.prefix + topic, earliest: true });
  }

  /** Everything that a topic of one partition holds now. */
  async records(topic: string): Promise<TestRecord[]> {
    const [partition] = await this.admin.fetchTopicOffsets(this.prefix + topic);
    const end = Number(partition!.high);
    if (end === 0) return [];
    const consumer = this.kafka.consumer({ groupId: this.prefix + uniqueName('reader'), maxWaitTimeInMs: 100 });
    try {
      return await readUntil(consumer, this.prefix + topic, end);
    } finally {
      await consumer.disconnect();
    }
  }

  async close(): Promise<void> {
    // Nobody can list the topics while a broker hears of one that is gone.
    const topics = (await eventually(() => this.admin.listTopics())).filter((topic) => topic.startsWith(this.prefix));
    await this.admin.deleteTopics({ topics });
    await this.disconnect();
  }

  /** Leaves the topics to who has made them. */
  async disconnect(): Promise<void> {
    await Promise.all([this.admin.disconnect(), this.producer.disconnect()]);
  }

  private createProducer(): Producer {
    return this.kafka.producer({
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
  }
}

async function readUntil(consumer: Consumer, topic: string, end: number): Promise<TestRecord[]> {
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const records: TestRecord[] = [];
  return new Promise((resolve, reject) => {
    const eachMessage: NonNullable<Parameters<Consumer['run']>[0]>['eachMessage'] = ({ message }) => {
      const { key, value, headers, offset } = message;
      records.push({ key: key?.toString(), value: value?.toString(), headers: textsOf(headers) });
      if (Number(offset) + 1 >= end) resolve(records);
      return Promise.resolve();
    };
    consumer.run({ autoCommit: false, eachMessage }).catch(reject);
  });
}

const textsOf = (headers: IHeaders = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
