import { Inject, Injectable } from '@nestjs/common';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, paginateQuery, PutCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { z } from 'zod';
import { STREAM_RELAY_CONFIG, type StreamRelayConfig } from '../config/stream-relay.config';
import { checkpoint, TRIM_HORIZON } from './checkpoint';
import type { Lease, Progress, ShardRef } from './lease';
import { SHARD_KEY, STREAM_KEY } from './lease-table';

const leaseItem = z.object({
  [STREAM_KEY]: z.string(),
  [SHARD_KEY]: z.string(),
  lease_owner: z.string().optional(),
  lease_counter: z.number(),
  checkpoint,
  covered_until: z.number(),
  renewed_at: z.number(),
});
type LeaseItem = z.infer<typeof leaseItem>;

/** A renewal that takes longer would come too late. */
const WRITE_TIME_LIMIT_MS = 3_000;

/**
 * Every change of a lease raises its counter, on condition that counter and owner are still as they were seen. So of
 * two processes that saw the same state one alone succeeds, and a holder that has been replaced saves no checkpoint.
 */
@Injectable()
export class LeasesStore {
  constructor(
    private readonly documents: DynamoDBDocumentClient,
    @Inject(STREAM_RELAY_CONFIG) private readonly config: Pick<StreamRelayConfig, 'LEASE_TABLE_NAME'>,
  ) {}

  /** All leases of a stream, strongly consistent. */
  async ofStream(streamArn: string): Promise<Lease[]> {
    const pages = paginateQuery(
      { client: this.documents },
      {
        TableName: this.config.LEASE_TABLE_NAME,
        KeyConditionExpression: `${STREAM_KEY} = :stream`,
        ExpressionAttributeValues: { ':stream': streamArn },
        ConsistentRead: true,
      },
    );
    const leases: Lease[] = [];
    for await (const { Items = [] } of pages) leases.push(...Items.map(leaseOf));
    return leases;
  }

  /** Lets a shard be read from its beginning; a lease that exists already stays as it is. */
  async create(shard: ShardRef, coveredUntil: number): Promise<void> {
    const lease = { ...shard, counter: 0, checkpoint: TRIM_HORIZON, coveredUntil, renewedAt: Date.now() } as const;
    const put = new PutCommand({
      TableName: this.config.LEASE_TABLE_NAME,
      Item: toItem(lease),
      ConditionExpression: `attribute_not_exists(${STREAM_KEY})`,
    });
    await refusalOf((options) => this.documents.send(put, options));
  }

  /** @returns the lease as `owner` holds it, or undefined if it changed since it was seen. */
  take(seen: Lease, owner: string): Promise<Lease | undefined> {
    return this.replace(seen, { ...seen, owner });
  }

  /** Renews the lease and saves how far its holder is; undefined if its holder has been replaced. */
  save(held: Lease, progress: Progress): Promise<Lease | undefined> {
    return this.replace(held, { ...held, ...progress });
  }

  /** Saves how far its holder is and gives the lease free; undefined if its holder has been replaced. */
  release(held: Lease, progress: Progress): Promise<Lease | undefined> {
    return this.replace(held, { ...held, ...progress, owner: undefined });
  }

  /** Forgets a shard; a lease that changed since it was seen stays. */
  async delete(seen: Lease): Promise<void> {
    const deletion = new DeleteCommand({
      TableName: this.config.LEASE_TABLE_NAME,
      Key: { [STREAM_KEY]: seen.streamArn, [SHARD_KEY]: seen.shardId },
      ...unchangedSince(seen),
    });
    await refusalOf((options) => this.documents.send(deletion, options));
  }

  private async replace(seen: Lease, change: Lease): Promise<Lease | undefined> {
    const next = { ...change, counter: seen.counter + 1, renewedAt: Date.now() };
    const put = new PutCommand({
      TableName: this.config.LEASE_TABLE_NAME,
      Item: toItem(next),
      ...unchangedSince(seen),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    const refusal = await refusalOf((options) => this.documents.send(put, options));
    return refusal === undefined || isStored(next, refusal) ? next : undefined;
  }
}

/** Runs a conditional write, and returns how its condition failed, if it did. */
async function refusalOf(
  write: (options: { abortSignal: AbortSignal }) => Promise<unknown>,
): Promise<ConditionalCheckFailedException | undefined> {
  try {
    await write({ abortSignal: AbortSignal.timeout(WRITE_TIME_LIMIT_MS) });
    return undefined;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return error;
    throw error;
  }
}

const unchangedSince = ({ owner, counter }: Lease) =>
  owner
    ? {
        ConditionExpression: 'lease_counter = :counter AND lease_owner = :owner',
        ExpressionAttributeValues: { ':counter': counter, ':owner': owner },
      }
    : {
        ConditionExpression: 'lease_counter = :counter AND attribute_not_exists(lease_owner)',
        ExpressionAttributeValues: { ':counter': counter },
      };

/** A write whose answer was lost is sent again by the client, and then refused because of itself. */
function isStored(lease: Lease, refusal: ConditionalCheckFailedException): boolean {
  if (!refusal.Item) return false;
  const stored = leaseOf(unmarshall(refusal.Item));
  return stored.counter === lease.counter && stored.owner === lease.owner;
}

const toItem = ({ streamArn, shardId, owner, counter, checkpoint, coveredUntil, renewedAt }: Lease): LeaseItem => ({
  [STREAM_KEY]: streamArn,
  [SHARD_KEY]: shardId,
  ...(owner && { lease_owner: owner }),
  lease_counter: counter,
  checkpoint,
  covered_until: coveredUntil,
  renewed_at: renewedAt,
});

/** @throws where an item is none of a lease. */
function leaseOf(stored: unknown): Lease {
  const item = leaseItem.parse(stored);
  return {
    streamArn: item[STREAM_KEY],
    shardId: item[SHARD_KEY],
    owner: item.lease_owner,
    counter: item.lease_counter,
    checkpoint: item.checkpoint,
    coveredUntil: item.covered_until,
    renewedAt: item.renewed_at,
  };
}
