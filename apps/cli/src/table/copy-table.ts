import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { createDocumentClient, createDynamoDbClient } from '@app/common/dynamodb';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { Progress } from '@local-stack/terminal/progress';
import { type CopyOutcome, TableCopy } from '../../../messages/src/admin/table-copy';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';
import { withDynamoDb } from '../services/dynamodb';
import { untilDone } from '../services/interruption';
import type { ChangeOptions } from '../where/options';
import { confirmChange } from '../confirmation/confirm-change';
import { findTarget, type Target } from '../where/target';

export interface CopyTableOptions extends ChangeOptions {
  dryRun?: boolean;
}

/** Fails where both tables have something else in one place: which of them is right, a person decides. */
export async function copyTable(from: string, options: CopyTableOptions): Promise<void> {
  const target = await findTarget(options);
  if (from === target.TABLE_NAME) {
    throw new CliError(`${from} is the table that is copied into`, { exitCode: EXIT.wrongUse });
  }
  await confirmChange(target, options, 'table');
  for (const table of [from, target.TABLE_NAME]) await requireTable({ ...target, TABLE_NAME: table });
  const outcome = await untilDone((signal) => copy(target, from, !!options.dryRun, signal));
  if (options.json) printJson(outcome);
  else {
    const { copied, present, conflicting, rowless } = outcome;
    const head = [options.dryRun ? 'would be copied' : 'copied', 'there already', 'conflicting', 'without a row'];
    printTable(head, [[copied, present, conflicting, rowless]]);
  }
  if (outcome.conflicting > 0) process.exitCode = EXIT.failed;
}

/** So that the one that is missing is named. */
const requireTable = (target: Target): Promise<unknown> =>
  withDynamoDb(target, createDynamoDbClient, (client) =>
    client.send(new DescribeTableCommand({ TableName: target.TABLE_NAME })),
  );

function copy(target: Target, from: string, isDry: boolean, signal: AbortSignal): Promise<CopyOutcome> {
  const progress = new Progress();
  return withDynamoDb(target, createDocumentClient, (documents) =>
    new TableCopy(documents, from, target.TABLE_NAME, isDry).run(signal, ({ copied, present }) =>
      progress.count(`${copied + present} items are there, ${copied} of them ${isDry ? 'not yet' : 'new'}`),
    ),
  );
}
