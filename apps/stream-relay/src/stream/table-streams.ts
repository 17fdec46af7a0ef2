import { Inject, Injectable } from '@nestjs/common';
import { type GetRecordsOutput, isNamed, LeanStreamsClient } from '@app/common/dynamodb/lean';
import { STREAM_RELAY_CONFIG, type StreamRelayConfig } from '../config/stream-relay.config';
import { type Checkpoint, type SequenceNumber, type SHARD_END, TRIM_HORIZON } from '../leases/checkpoint';
import type { ShardRef } from '../leases/lease';
import type { Shard } from './shard-graph';

/** A change of the table, in the shape that DynamoDB documents. */
export type StreamRecord = NonNullable<GetRecordsOutput['Records']>[number];

/** Where a shard is read from: its beginning, or after a record. */
export type Position = Exclude<Checkpoint, typeof SHARD_END>;

export interface RecordsPage {
  /** Often empty, which is not the end. */
  records: StreamRecord[];
  /** Absent at the end of the shard. */
  nextIterator: string | undefined;
}

const MAX_RECORDS = 1_000;

/** The streams of one table: the present one, and for a day those that were disabled before it. */
@Injectable()
export class TableStreams {
  constructor(
    private readonly client: LeanStreamsClient,
    @Inject(STREAM_RELAY_CONFIG) private readonly config: Pick<StreamRelayConfig, 'TABLE_NAME'>,
  ) {}

  /** The ARNs of the table's streams, oldest first. */
  async list(): Promise<string[]> {
    const arns: string[] = [];
    let last: string | undefined;
    do {
      const page = await this.client.listStreams({ TableName: this.config.TABLE_NAME, ExclusiveStartStreamArn: last });
      arns.push(...(page.Streams ?? []).map((stream) => stream.StreamArn!));
      last = page.LastEvaluatedStreamArn;
    } while (last);
    return arns.sort();
  }

  /** All shards that the stream has now, from all pages. */
  async shards(streamArn: string): Promise<Shard[]> {
    const shards: Shard[] = [];
    let last: string | undefined;
    do {
      const { StreamDescription: page } = await this.client.describeStream({
        StreamArn: streamArn,
        ExclusiveStartShardId: last,
      });
      shards.push(
        ...(page?.Shards ?? []).map(({ ShardId, ParentShardId, SequenceNumberRange }) => ({
          id: ShardId!,
          parentId: ParentShardId,
          isClosed: SequenceNumberRange?.EndingSequenceNumber !== undefined,
        })),
      );
      last = page?.LastEvaluatedShardId;
    } while (last);
    return shards;
  }

  async iterator({ streamArn, shardId }: ShardRef, position: Position, signal: AbortSignal): Promise<string> {
    const start =
      position === TRIM_HORIZON
        ? ({ ShardIteratorType: 'TRIM_HORIZON' } as const)
        : ({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: position } as const);
    const input = { StreamArn: streamArn, ShardId: shardId, ...start };
    const { ShardIterator } = await this.client.getShardIterator(input, signal);
    return ShardIterator!;
  }

  async read(iterator: string, signal: AbortSignal): Promise<RecordsPage> {
    const input = { ShardIterator: iterator, Limit: MAX_RECORDS };
    const { Records = [], NextShardIterator } = await this.client.getRecords(input, signal);
    return { records: Records, nextIterator: NextShardIterator };
  }
}

/** What it takes to read one shard. */
export type ShardSource = Pick<TableStreams, 'iterator' | 'read'>;

export const sequenceNumberOf = (record: StreamRecord): SequenceNumber =>
  record.dynamodb!.SequenceNumber as SequenceNumber;

/** When the change was made, in milliseconds since 1970; it says so in whole seconds. */
export function writtenAtOf({ dynamodb }: StreamRecord): number | undefined {
  const seconds = dynamodb?.ApproximateCreationDateTime;
  return seconds === undefined ? undefined : seconds * 1_000;
}

/** The part of an ARN that sets one stream of a table apart from another. */
export const streamLabel = (streamArn: string): string => streamArn.slice(streamArn.lastIndexOf('/') + 1);

export const isExpiredIterator = (error: unknown): boolean => isNamed(error, 'ExpiredIteratorException');

/** The stream no longer holds what follows the position: it keeps a day. */
export const isTrimmed = (error: unknown): boolean => isNamed(error, 'TrimmedDataAccessException');

export const isMissing = (error: unknown): boolean => isNamed(error, 'ResourceNotFoundException');
