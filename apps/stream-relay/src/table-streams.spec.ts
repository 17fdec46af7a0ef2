import {
  type DescribeStreamCommandInput,
  type DynamoDBStreamsClient,
  type ListStreamsCommandInput,
} from '@aws-sdk/client-dynamodb-streams';
import { TableStreams } from './table-streams';

const clientThatAnswers = (answer: (input: unknown) => unknown): DynamoDBStreamsClient =>
  ({ send: ({ input }: { input: unknown }) => Promise.resolve(answer(input)) }) as unknown as DynamoDBStreamsClient;

describe('the streams of a table', () => {
  it('have the shards of all pages', async () => {
    const ids = Array.from({ length: 250 }, (_, i) => `shard-${i}`);
    const client = clientThatAnswers((input) => {
      const { ExclusiveStartShardId: last } = input as DescribeStreamCommandInput;
      const start = last ? ids.indexOf(last) + 1 : 0;
      const page = ids.slice(start, start + 100);
      return {
        StreamDescription: {
          Shards: page.map((ShardId) => ({ ShardId })),
          LastEvaluatedShardId: start + 100 < ids.length ? page.at(-1) : undefined,
        },
      };
    });
    expect((await new TableStreams(client, 'table').shards('stream')).map(({ id }) => id)).toEqual(ids);
  });

  it('are listed over all pages, oldest first', async () => {
    const client = clientThatAnswers((input) => {
      const { ExclusiveStartStreamArn: last } = input as ListStreamsCommandInput;
      return last
        ? { Streams: [{ StreamArn: 'table/stream/2026-01-01' }] }
        : { Streams: [{ StreamArn: 'table/stream/2026-02-01' }], LastEvaluatedStreamArn: 'table/stream/2026-02-01' };
    });
    const arns = await new TableStreams(client, 'table').list();
    expect(arns).toEqual(['table/stream/2026-01-01', 'table/stream/2026-02-01']);
  });
});
