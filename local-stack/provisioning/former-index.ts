import {
  DescribeTableCommand,
  type DynamoDBClient,
  type GlobalSecondaryIndexDescription,
  type TableDescription,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { growingPauses, pause } from '@app/common/patience';

/** By it older copies of `messages` list conversations. Nothing else reads it, and every move of a row pays 2 units for it. */
export const FORMER_INDEX = 'message-group-recency-index';

export const formerIndexOf = (table: TableDescription): GlobalSecondaryIndexDescription | undefined =>
  table.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === FORMER_INDEX);

export const howToMigrate = (table: string, index: string): string =>
  `table ${table} has the index ${index} of an older version; when no such copy of messages runs any more: npx cruddur table migrate`;

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;

/** The table is being changed already, or somebody else has deleted the index: the next look at it tells. */
const OVERTAKEN = new Set(['ResourceInUseException', 'LimitExceededException', 'ResourceNotFoundException']);

/** `deleting`: DynamoDB goes on with it by itself. `waiting`: another change of the table comes first. */
export type Deletion = 'absent' | 'deleted' | 'deleting' | 'waiting';

interface Watch {
  /** Asks to wait no longer. */
  signal?: AbortSignal;
  waiting?: (deletion: Deletion) => void;
}

/**
 * Deletes the index, and returns when it is gone, or when nobody waits for it any longer. Meanwhile the table is read and
 * written as ever. Safe to repeat, and to do twice at once.
 */
export async function deleteFormerIndex(
  tables: DynamoDBClient,
  TableName: string,
  { signal, waiting }: Watch = {},
): Promise<Deletion> {
  let deletion: Deletion = 'absent';
  const pauses = growingPauses(FIRST_PAUSE_MS, LONGEST_PAUSE_MS);
  for (;;) {
    const { Table: table = {} } = await tables.send(new DescribeTableCommand({ TableName }));
    if (!formerIndexOf(table)) return deletion === 'absent' ? 'absent' : 'deleted';
    if (signal?.aborted && deletion !== 'absent') return deletion;
    deletion = await begin(tables, table);
    waiting?.(deletion);
    await pause(pauses.next().value, signal);
  }
}

/** A table takes one such change at a time. */
async function begin(tables: DynamoDBClient, table: TableDescription): Promise<Deletion> {
  if (formerIndexOf(table)?.IndexStatus === 'DELETING') return 'deleting';
  if (table.TableStatus !== 'ACTIVE') return 'waiting';
  const deletion = { Delete: { IndexName: FORMER_INDEX } };
  try {
    await tables.send(new UpdateTableCommand({ TableName: table.TableName, GlobalSecondaryIndexUpdates: [deletion] }));
    return 'deleting';
  } catch (error) {
    if (error instanceof Error && OVERTAKEN.has(error.name)) return 'waiting';
    throw error;
  }
}
