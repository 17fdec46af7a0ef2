import type { LeanDynamoDbClient } from '@app/common/dynamodb/lean';
import { UnreadEntriesStore } from './unread-entries.store';

it('counts on where one request has not looked at all: the end of 1 MB is not the end', async () => {
  const LastEvaluatedKey = { pk: { S: 'MSG#group' }, sk: { S: '000000000004' } };
  const query = jest
    .fn<Promise<object>, [{ ExclusiveStartKey?: unknown }]>()
    .mockResolvedValueOnce({ Count: 3, LastEvaluatedKey })
    .mockResolvedValueOnce({ Count: 0, LastEvaluatedKey })
    .mockResolvedValueOnce({ Count: 2 });
  const store = new UnreadEntriesStore({ query } as unknown as LeanDynamoDbClient, { TABLE_NAME: 'table' });
  expect(await store.count('andrew', 'group', { from: 1, to: 200 })).toBe(5);
  expect(query.mock.calls.map(([{ ExclusiveStartKey }]) => ExclusiveStartKey)).toEqual([
    undefined,
    LastEvaluatedKey,
    LastEvaluatedKey,
  ]);
});
