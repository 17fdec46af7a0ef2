import { Inject, Injectable } from '@nestjs/common';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  paginateQuery,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { STREAM_RELAY_CONFIG, type StreamRelayConfig } from '../config/stream-relay.config';
import { checkpoint, continuation, sequenceNumber } from '../leases/checkpoint';
import { type ShardRef, shardKey } from '../leases/lease';
import { SHARD_KEY, STREAM_KEY } from '../leases/lease-table';
import type { Gap, LostRange } from './gap';

/** Where the gaps of all streams lie together, beside the leases. */
const GAPS = 'gaps';

const gapItem: z.ZodType<Gap> = z.object({
  streamArn: z.string(),
  shardId: z.string(),
  after: checkpoint,
  until: sequenceNumber.optional(),
  writtenFrom: z.number(),
  writtenUntil: z.number(),
  goesOnAt: continuation,
  recordedAt: z.number(),
  segmentsDone: z.number(),
});

/** The gaps that are not repaired yet. */
@Injectable()
export class GapsStore {
  constructor(
    private readonly documents: DynamoDBDocumentClient,
    @Inject(STREAM_RELAY_CONFIG) private readonly config: Pick<StreamRelayConfig, 'LEASE_TABLE_NAME'>,
  ) {}

  /** Strongly consistent. */
  async open(): Promise<Gap[]> {
    const pages = paginateQuery(
      { client: this.documents },
      {
        TableName: this.config.LEASE_TABLE_NAME,
        KeyConditionExpression: `${STREAM_KEY} = :gaps`,
        ExpressionAttributeValues: { ':gaps': GAPS },
        ConsistentRead: true,
      },
    );
    const gaps: Gap[] = [];
    for await (const { Items = [] } of pages) gaps.push(...Items.map((item) => gapItem.parse(item)));
    return gaps;
  }

  /** @returns the gap as it is recorded: the same range of the same shard is one gap, whoever meets it again. */
  async record(shard: ShardRef, range: LostRange): Promise<{ gap: Gap; isNew: boolean }> {
    const recorded: Gap = { ...shard, ...range, recordedAt: Date.now(), segmentsDone: 0 };
    const Item = { ...keyOf(recorded), ...recorded };
    try {
      await this.documents.send(
        new PutCommand({
          TableName: this.config.LEASE_TABLE_NAME,
          Item,
          ConditionExpression: `attribute_not_exists(${STREAM_KEY})`,
        }),
      );
      return { gap: recorded, isNew: true };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const known = await this.find(recorded);
      return known ? { gap: known, isNew: false } : this.record(shard, range);
    }
  }

  async isOpen(gap: Gap): Promise<boolean> {
    return (await this.find(gap)) !== undefined;
  }

  /** One more segment of the table is compared with the rows; does nothing if another relay has said so already. */
  async advance(gap: Gap): Promise<void> {
    await ignoringRefusal(
      this.documents.send(
        new UpdateCommand({
          TableName: this.config.LEASE_TABLE_NAME,
          Key: keyOf(gap),
          UpdateExpression: 'SET segmentsDone = :next',
          ConditionExpression: 'segmentsDone = :done',
          ExpressionAttributeValues: { ':done': gap.segmentsDone, ':next': gap.segmentsDone + 1 },
        }),
      ),
    );
  }

  /** It is repaired. */
  async close(gap: Gap): Promise<void> {
    await this.documents.send(new DeleteCommand({ TableName: this.config.LEASE_TABLE_NAME, Key: keyOf(gap) }));
  }

  private async find(gap: Gap): Promise<Gap | undefined> {
    const { Item } = await this.documents.send(
      new GetCommand({ TableName: this.config.LEASE_TABLE_NAME, Key: keyOf(gap), ConsistentRead: true }),
    );
    return Item && gapItem.parse(Item);
  }
}

const keyOf = (gap: Gap) => ({ [STREAM_KEY]: GAPS, [SHARD_KEY]: `${shardKey(gap)}/${gap.after}` });

async function ignoringRefusal(write: Promise<unknown>): Promise<void> {
  await write.catch((error: unknown) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  });
}
