import type { CreateTableCommandInput, TableDescription } from '@aws-sdk/client-dynamodb';
import { formerIndexOf } from './former-index';

/** One way in which a table is not what it should be. */
export interface Difference {
  aspect: string;
  is: string;
  shouldBe: string;
}

type Aspects = Record<string, string>;
type Table = Pick<
  TableDescription & CreateTableCommandInput,
  'AttributeDefinitions' | 'KeySchema' | 'StreamSpecification'
>;
type Index = NonNullable<TableDescription['GlobalSecondaryIndexes']>[number];

/** Aspects that a table can be given at any time. */
export const STREAM = 'stream';
export const EXPIRY = 'expiry';
export const DELETION_PROTECTION = 'deletion protection';
export const POINT_IN_TIME_RECOVERY = 'point-in-time recovery';

export const NONE = 'none';

/** How the table differs from its definition in what cannot be had by writing items; but for the index of an older version. */
export function differencesOf(definition: CreateTableCommandInput, table: TableDescription): Difference[] {
  const billing = table.BillingModeSummary?.BillingMode ?? 'PROVISIONED';
  const indexes = table.GlobalSecondaryIndexes?.filter((index) => index !== formerIndexOf(table));
  const wanted = aspectsOf(definition, definition.BillingMode, definition.GlobalSecondaryIndexes);
  return compare(wanted, aspectsOf(table, billing, indexes));
}

export function compare(wanted: Aspects, found: Aspects): Difference[] {
  return [...new Set([...Object.keys(wanted), ...Object.keys(found)])]
    .map((aspect) => ({ aspect, is: found[aspect] ?? NONE, shouldBe: wanted[aspect] ?? NONE }))
    .filter(({ is, shouldBe }) => is !== shouldBe);
}

function aspectsOf(table: Table, billing: string | undefined, indexes: Index[] = []): Aspects {
  const stream = table.StreamSpecification;
  const keyOf = (schema: Table['KeySchema'] = []): string => describeKey(schema, table.AttributeDefinitions);
  return {
    key: keyOf(table.KeySchema),
    billing: billing ?? NONE,
    [STREAM]: stream?.StreamEnabled ? (stream.StreamViewType ?? NONE) : NONE,
    ...Object.fromEntries(
      indexes.map(({ IndexName, KeySchema, Projection }) => [
        `index ${IndexName}`,
        `${keyOf(KeySchema)}, ${Projection?.ProjectionType}`,
      ]),
    ),
  };
}

/** Attributes count only where a key uses them. */
function describeKey(schema: NonNullable<Table['KeySchema']>, attributes: Table['AttributeDefinitions'] = []): string {
  const typeOf = (name: string | undefined) =>
    attributes.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
  return schema.map(({ AttributeName, KeyType }) => `${AttributeName} ${typeOf(AttributeName)} ${KeyType}`).join(', ');
}
