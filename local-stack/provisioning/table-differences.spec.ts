import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { messagesTableDefinition } from '@app/common/table';
import { FORMER_INDEX } from './former-index';
import { differencesOf } from './table-differences';

const definition = messagesTableDefinition('messages');
/** As DynamoDB describes the table that the definition makes. */
const table: TableDescription = {
  ...(definition as TableDescription),
  AttributeDefinitions: definition.AttributeDefinitions!.toReversed(),
  BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
};

const NUMBERED = definition.AttributeDefinitions!.map((each) =>
  each.AttributeName === 'sk' ? { ...each, AttributeType: 'N' } : each,
);
const indexOf = (IndexName: string) => ({
  IndexName,
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' as const }],
  Projection: { ProjectionType: 'ALL' as const },
});

describe('how a table differs from its definition', () => {
  it('is in nothing where it was made from it', () => {
    expect(differencesOf(definition, table)).toEqual([]);
  });

  it.each([
    ['the key', { KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] }, 'key', 'pk S HASH'],
    ['the type of a key', { AttributeDefinitions: NUMBERED }, 'key', 'pk S HASH, sk N RANGE'],
    ['billing', { BillingModeSummary: undefined }, 'billing', 'PROVISIONED'],
    ['the stream', { StreamSpecification: { StreamEnabled: false } }, 'stream', 'none'],
    ['an index that nobody asked for', { GlobalSecondaryIndexes: [indexOf('other')] }, 'index other', 'pk S HASH, ALL'],
  ] as const)('names %s', (_what, change, aspect, is) => {
    const differences = differencesOf(definition, { ...table, ...change } as TableDescription);
    expect(differences).toEqual([{ aspect, is, shouldBe: expect.any(String) as string }]);
  });

  it('is not in the index of an older version, nor in an attribute that no key uses', () => {
    const AttributeDefinitions = [
      ...definition.AttributeDefinitions!,
      { AttributeName: 'last_message_at', AttributeType: 'S' as const },
    ];
    const older = { ...table, AttributeDefinitions, GlobalSecondaryIndexes: [indexOf(FORMER_INDEX)] };
    expect(differencesOf(definition, older)).toEqual([]);
    expect(differencesOf(definition, { ...older, GlobalSecondaryIndexes: [] })).toEqual([]);
  });
});
