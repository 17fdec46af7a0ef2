import { type LeanStreamsClient } from '@app/common/dynamodb/lean';
import { TableStreams } from './table-streams';

type Answers = Partial<Pick<LeanStreamsClient, 'describeStream' | 'listStreams'>>;

const clientThat = (answers: Answers): LeanStreamsClient => answers as LeanStreamsClient;

describe('the streams of a table', () => {
  it('have the shards of all pages', async () => {
    const ids = Array.from({ length: 250 }, (_, i) => `shard-${i}`);
    const client = clientThat({
      describeStream: ({ ExclusiveStartShardId: last }) => {
        const start = last ? ids.indexOf(last) + 1 : 0;
        const page = ids.slice(start, start + 100);
        return Promise.resolve({
          StreamDescription: {
            Shards: page.map((ShardId) => ({ ShardId })),
            LastEvaluatedShardId: start + 100 < ids.length ? page.at(-1) : undefined,
          },
        });
      },
    });
    expect((await new TableStreams(client, { TABLE_NAME: 'table' }).shards('stream')).map(({ id }) => id)).toEqual(ids);
  });

  it('are listed over all pages, oldest first', async () => {
    const [older, newer] = ['table/stream/2026-01-01', 'table/stream/2026-02-01'];
    const client = clientThat({
      listStreams: ({ ExclusiveStartStreamArn: last }) =>
        Promise.resolve(
          last
            ? { Streams: [{ StreamArn: older }] }
            : { Streams: [{ StreamArn: newer }], LastEvaluatedStreamArn: newer },
        ),
    });
    const arns = await new TableStreams(client, { TABLE_NAME: 'table' }).list();
    expect(arns).toEqual([older, newer]);
  });
});
