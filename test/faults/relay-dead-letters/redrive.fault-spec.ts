import { randomUUID } from 'node:crypto';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import {
  CONSUMERS,
  DEAD_LETTER_HEADERS,
  deadLetterTopic,
  encodeCloudEvent,
  MESSAGE_SENT,
  STREAM_RELAY,
  TOPICS,
} from '@app/common/events';
import { messageKey } from '@app/common/table';
import { Cli } from '../../support/cli';
import { eventually } from '../../support/eventually';
import { RelayBed } from '../support/relay-bed';
import { dataOf } from '../support/stream-writer';

const OF_RELAY = deadLetterTopic(TOPICS.messages, STREAM_RELAY);
const OF_PROJECTOR = deadLetterTopic(TOPICS.messages, CONSUMERS.groupProjector);

interface Letter {
  reason: string;
  key: string;
}
interface Outcome {
  redriven: number;
  obsolete: number;
  kept: number;
}

describe('dead letters', () => {
  let bed: RelayBed;
  let cli: Cli;

  beforeAll(async () => {
    bed = await RelayBed.open();
    cli = await Cli.on(bed.environment);
    await bed.writer.start(1);
    await bed.start();
    await bed.nothingWrong();
    await bed.allRepaired();
  });
  afterAll(async () => {
    await cli.close();
    await bed.close();
  });

  const list = (topic: string): Promise<Letter[]> => cli.json(['dead-letters', 'list', '--topic', topic]);
  const redrive = async (topic: string, ...more: string[]): Promise<Outcome> => {
    const [outcome] = await cli.json<Outcome[]>(['dead-letters', 'redrive', '--topic', topic, ...more]);
    return outcome!;
  };

  it('of the relay are read from the table again, published when it has been mended, and kept again until then', async () => {
    const [group] = await bed.writer.start(1);
    const Key = messageKey(group!, 2);
    const TableName = bed.environment['TABLE_NAME'];
    const message = { ...bed.writer.accepted.get(group!)![0]!, ...Key, number: 2 };
    const { message_uuid, ...incomplete } = message;
    await bed.documents.send(new PutCommand({ TableName, Item: incomplete }));
    await eventually(async () => expect(await list(OF_RELAY)).toHaveLength(1));
    expect((await list(OF_RELAY))[0]!.reason).toMatch(/message_uuid/);

    expect(await redrive(OF_RELAY)).toMatchObject({ redriven: 0, obsolete: 0, kept: 1 });
    expect(await list(OF_RELAY)).toHaveLength(1);

    const mended = {
      UpdateExpression: 'SET message_uuid = :uuid',
      ExpressionAttributeValues: { ':uuid': message_uuid },
    };
    await bed.documents.send(new UpdateCommand({ TableName, Key, ...mended }));
    expect(await redrive(OF_RELAY, '--dry-run')).toMatchObject({ redriven: 1, kept: 0 });
    expect(bed.topic.firstArrivals(group!)).toEqual([1]);
    expect(await redrive(OF_RELAY)).toMatchObject({ redriven: 1, obsolete: 0, kept: 0 });
    await eventually(() => expect(bed.topic.firstArrivals(group!)).toEqual([1, 2]));
    expect(await redrive(OF_RELAY)).toMatchObject({ redriven: 0, obsolete: 0, kept: 0 });
    expect(await list(OF_RELAY)).toEqual([]);
  });

  it('of a consumer go back to their topic as they were, once', async () => {
    const group = randomUUID();
    const [first] = [...bed.writer.accepted.values()].flat();
    const data = { ...dataOf(first!), message_group_uuid: group };
    const event = { id: 'x', source: 's', type: MESSAGE_SENT, time: data.created_at, subject: group, data };
    const { headers, ...record } = encodeCloudEvent(event);
    await bed.keepLetter(OF_PROJECTOR, {
      ...record,
      headers: { ...headers, [DEAD_LETTER_HEADERS.reason]: 'no such row' },
    });

    expect(await list(OF_PROJECTOR)).toMatchObject([{ key: group, reason: 'no such row' }]);
    expect(await redrive(OF_PROJECTOR)).toMatchObject({ redriven: 1, kept: 0 });
    await eventually(() => expect(bed.topic.firstArrivals(group)).toEqual([data.number]));
    expect(await redrive(OF_PROJECTOR)).toMatchObject({ redriven: 0, kept: 0 });
  });

  it('of no use are discarded, in the topic that is named, and printed once more', async () => {
    await bed.keepLetter(OF_PROJECTOR, { key: 'k', value: 'nothing that anybody knows', headers: {} });
    expect((await cli.run(['dead-letters', 'discard'])).code).toBe(2);
    expect(await cli.json(['dead-letters', 'discard', '--topic', OF_RELAY])).toEqual([]);
    expect(await list(OF_PROJECTOR)).toHaveLength(1);
    expect(await cli.json(['dead-letters', 'discard', '--topic', OF_PROJECTOR])).toMatchObject([{ key: 'k' }]);
    expect(await list(OF_PROJECTOR)).toEqual([]);
    expect(await redrive(OF_PROJECTOR)).toMatchObject({ redriven: 0, kept: 0 });
  });
});
