import {
  DeleteTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  waitUntilTableNotExists,
} from '@aws-sdk/client-dynamodb';
import { createDynamoDbClient } from '@app/common/dynamodb';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';
import { withDynamoDb } from '../services/dynamodb';
import { untilDone } from '../services/interruption';
import type { ChangeOptions } from '../where/options';
import { confirmChange } from '../confirmation/confirm-change';
import { findTarget } from '../where/target';

/** The messages first, which may be protected; then what means nothing without them. */
export async function dropTables(options: ChangeOptions): Promise<void> {
  const target = await findTarget(options);
  await confirmChange(target, options, 'table', 'leases', 'limits');
  const names = [target.TABLE_NAME, target.LEASE_TABLE_NAME, target.RATE_LIMIT_TABLE_NAME];
  const dropped = await untilDone(() =>
    withDynamoDb(target, createDynamoDbClient, async (client) => {
      const done: string[] = [];
      for (const name of names) if (await drop(client, name)) done.push(name);
      return done;
    }),
  );
  if (dropped.length === 0) {
    throw new CliError(`there is no table ${names.join(' and no table ')}`, { exitCode: EXIT.notFound });
  }
  if (options.json) return printJson({ dropped });
  printTable(
    ['table', 'outcome'],
    dropped.map((name) => [name, 'dropped']),
  );
}

/** @returns false where there is no such table. */
async function drop(client: DynamoDBClient, TableName: string): Promise<boolean> {
  try {
    await client.send(new DeleteTableCommand({ TableName }));
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    if (error instanceof Error && error.name === 'ValidationException')
      throw new CliError(`${TableName}: ${error.message}`);
    throw error;
  }
  await waitUntilTableNotExists({ client, maxWaitTime: 300, minDelay: 0.1, maxDelay: 2 }, { TableName });
  return true;
}
