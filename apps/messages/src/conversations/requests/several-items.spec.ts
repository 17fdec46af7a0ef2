import { type Attributes, type LeanDynamoDbClient, numberOf } from '@app/common/dynamodb/lean';
import { messageKey } from '@app/common/table';
import { range } from '../../../../../test/support/range';
import { SeveralItems } from './several-items';

jest.mock('@app/common/patience', () => ({
  ...jest.requireActual<object>('@app/common/patience'),
  pause: () => Promise.resolve(),
}));

const TABLE_NAME = 'table';
const keysUpTo = (length: number) => range(length).map((i) => messageKey('g', i + 1));

type Batch = Parameters<LeanDynamoDbClient['batchGetItem']>[0];

/** A table that has an item under each key and answers so many of them at once. */
function aTable(atOnce: number) {
  const asked: number[] = [];
  const batchGetItem = ({ RequestItems }: Batch) => {
    const Keys: Attributes[] = RequestItems![TABLE_NAME]!.Keys!;
    asked.push(Keys.length);
    const left = Keys.slice(atOnce);
    return Promise.resolve({
      Responses: { [TABLE_NAME]: Keys.slice(0, atOnce).map((key) => ({ ...key, n: { N: key['sk']!.S! } })) },
      UnprocessedKeys: left.length > 0 ? { [TABLE_NAME]: { Keys: left } } : {},
    });
  };
  const several = new SeveralItems({ batchGetItem } as unknown as LeanDynamoDbClient, { TABLE_NAME });
  return { several, asked };
}

describe('several items', () => {
  it('are asked for once each, 100 at a time', async () => {
    const { several, asked } = aTable(100);
    const keys = keysUpTo(250);
    const found = await several.read([...keys, ...keys]);
    expect(asked.sort()).toEqual([100, 100, 50]);
    expect(keys.map((key) => numberOf(found.get(key)!, 'n'))).toEqual(range(250).map((i) => i + 1));
  });

  it('are asked for again where DynamoDB has left them out', async () => {
    const { several, asked } = aTable(30);
    const keys = keysUpTo(100);
    const found = await several.read(keys);
    expect(asked).toEqual([100, 70, 40, 10]);
    expect(keys.every((key) => found.get(key))).toBe(true);
  });

  it('are refused where DynamoDB leaves them out for long', async () => {
    const clock = jest.spyOn(performance, 'now');
    let now = 0;
    clock.mockImplementation(() => (now += 1_000));
    await expect(aTable(0).several.read(keysUpTo(1))).rejects.toMatchObject({ code: 'service_unavailable' });
    clock.mockRestore();
  });

  it('cause no request where none is asked for', async () => {
    const { several, asked } = aTable(100);
    await several.read([]);
    expect(asked).toEqual([]);
  });

  it('are not there where nothing is stored', async () => {
    const { several } = aTable(100);
    expect((await several.read(keysUpTo(1))).get(messageKey('g', 9))).toBeUndefined();
  });
});
