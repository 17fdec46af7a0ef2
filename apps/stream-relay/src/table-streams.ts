import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type _Record,
  ResourceNotFoundException,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import { type Checkpoint, type SequenceNumber, type SHARD_END, TRIM_HORIZON } from './checkpoint';
import type { ShardRef } from './lease';
import type { Shard } from './shard-graph';

/** A change of the table, in the shape that DynamoDB documents. */
export type StreamRecord = _Record;

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
export class TableStreams {
  constructor(
    private readonly client: DynamoDBStreamsClient,
    private readonly tableName: string,
  ) {}

  /** The ARNs of the table's streams, oldest first. */
  async list(): Promise<string[]> {
    const arns: string[] = [];
    let last: string | undefined;
    do {
      const page = await this.client.send(
        new ListStreamsCommand({ TableName: this.tableName, ExclusiveStartStreamArn: last }),
      );
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
      const { StreamDescription: page } = await this.client.send(
        new DescribeStreamCommand({ StreamArn: streamArn, ExclusiveStartShardId: last }),
      );
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

  async iterator({ streamArn, shardId }: ShardRef, position: Position, abortSignal: AbortSignal): Promise<string> {
    const start =
      position === TRIM_HORIZON
        ? ({ ShardIteratorType: 'TRIM_HORIZON' } as const)
        : ({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: position } as const);
    const { ShardIterator } = await this.client.send(
      new GetShardIteratorCommand({ StreamArn: streamArn, ShardId: shardId, ...start }),
      { abortSignal },
    );
    return ShardIterator!;
  }

  async read(iterator: string, abortSignal: AbortSignal): Promise<RecordsPage> {
    const { Records = [], NextShardIterator } = await this.client.send(
      new GetRecordsCommand({ ShardIterator: iterator, Limit: MAX_RECORDS }),
      { abortSignal },
    );
    return { records: Records, nextIterator: NextShardIterator };
  }
}

/** What it takes to read one shard. */
export type ShardSource = Pick<TableStreams, 'iterator' | 'read'>;

export const sequenceNumberOf = (record: StreamRecord): SequenceNumber =>
  record.dynamodb!.SequenceNumber as SequenceNumber;

/** The part of an ARN that sets one stream of a table apart from another. */
export const streamLabel = (streamArn: string): string => streamArn.slice(streamArn.lastIndexOf('/') + 1);

export const isExpiredIterator = (error: unknown): boolean => error instanceof ExpiredIteratorException;

/** The stream no longer holds what follows the position: it keeps a day. */
export const isTrimmed = (error: unknown): boolean => error instanceof TrimmedDataAccessException;

export const isMissing = (error: unknown): boolean => error instanceof ResourceNotFoundException;
