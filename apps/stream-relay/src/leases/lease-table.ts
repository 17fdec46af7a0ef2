import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

/** The leases of one stream lie together, so that all of them are one query. */
export const STREAM_KEY = 'stream_arn';
export const SHARD_KEY = 'shard_id';

/** A table of its own: checkpoints in the streamed table would feed the very stream that they follow. */
export const leaseTableDefinition = (TableName: string): CreateTableCommandInput => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: STREAM_KEY, AttributeType: 'S' },
    { AttributeName: SHARD_KEY, AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: STREAM_KEY, KeyType: 'HASH' },
    { AttributeName: SHARD_KEY, KeyType: 'RANGE' },
  ],
});
