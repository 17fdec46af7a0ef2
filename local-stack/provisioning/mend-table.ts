import { type DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import type { TableDefinition } from '@app/common/table';
import { keepBackups, letExpire, type ProvidedTable, provideTable, type TableClients } from './provide-table';
import {
  DELETION_PROTECTION,
  type Difference,
  EXPIRY,
  NONE,
  POINT_IN_TIME_RECOVERY,
  STREAM,
} from './table-differences';

/**
 * Provides the table, and turns on what it lacks and can be given while it is used: a table that was restored has its
 * items, keys and indexes, and nothing else. DynamoDB takes one such change at a time.
 */
export async function mendTable(
  clients: TableClients,
  definition: TableDefinition,
  guarded: boolean,
): Promise<ProvidedTable> {
  let provided = await provideTable(clients, definition, guarded);
  const mended: string[] = [];
  for (const difference of provided.differences) {
    if (!(await turnOn(clients.tables, definition, difference))) continue;
    mended.push(difference.aspect);
    provided = await provideTable(clients, definition, guarded);
  }
  return { ...provided, mended };
}

/** @returns false for what a table has from its creation on. */
async function turnOn(
  tables: DynamoDBClient,
  definition: TableDefinition,
  { aspect, is }: Difference,
): Promise<boolean> {
  const { TableName, StreamSpecification } = definition;
  if (aspect === EXPIRY && is === NONE) await letExpire(tables, definition);
  else if (aspect === POINT_IN_TIME_RECOVERY) await keepBackups(tables, TableName!);
  else if (aspect === DELETION_PROTECTION) {
    await tables.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: true }));
  } else if (aspect === STREAM && is === NONE) {
    await tables.send(new UpdateTableCommand({ TableName, StreamSpecification }));
  } else return false;
  return true;
}
