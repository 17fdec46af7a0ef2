import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { messagesTableDefinition } from '@app/common/table';
import { differencesOf } from './table-differences';

const definition = messagesTableDefinition('messages');
/** As DynamoDB describes the table that the definition makes. */
const table: TableDescription = {
  ...(definition as TableDescription),
  AttributeDefinitions: definition.AttributeDefinitions!.toReversed(),
  BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
};

describe('how a table differs from its definition', () => {
  it('is in nothing where it was made from it', () => {
    expect(differencesOf(definition, table)).toEqual([]);
  });

  it.each([
    ['the key', { KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] }, 'key', 'pk HASH'],
    ['billing', { BillingModeSummary: undefined }, 'billing', 'PROVISIONED'],
    ['the stream', { StreamSpecification: { StreamEnabled: false } }, 'stream', 'none'],
    ['a missing index', { GlobalSecondaryIndexes: [] }, 'index message-group-recency-index', 'none'],
  ] as const)('names %s', (_what, change, aspect, is) => {
    const differences = differencesOf(definition, { ...table, ...change } as TableDescription);
    expect(differences).toEqual([{ aspect, is, shouldBe: expect.any(String) as string }]);
  });

  it('names an index that nobody asked for', () => {
    const other = { ...definition.GlobalSecondaryIndexes![0]!, IndexName: 'other' };
    const indexes = [...definition.GlobalSecondaryIndexes!, other];
    expect(differencesOf(definition, { ...table, GlobalSecondaryIndexes: indexes })).toEqual([
      { aspect: 'index other', is: 'pk HASH, last_message_at RANGE, ALL', shouldBe: 'none' },
    ]);
  });
});
