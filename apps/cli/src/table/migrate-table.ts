import { createDynamoDbClient } from '@app/common/dynamodb';
import { deleteFormerIndex, type Deletion, FORMER_INDEX } from '@local-stack/provisioning/former-index';
import { Progress } from '@local-stack/terminal/progress';
import { note } from '@local-stack/terminal/terminal';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';
import { withDynamoDb } from '../services/dynamodb';
import { untilDone } from '../services/interruption';
import type { ChangeOptions } from '../where/options';
import { confirmChange } from '../confirmation/confirm-change';
import { findTarget } from '../where/target';

const OUTCOMES: Record<Deletion, string> = {
  absent: 'has no such index: nothing to do',
  deleted: 'the index is deleted',
  deleting: 'DynamoDB goes on deleting the index; run again, this waits for it',
  waiting: 'the index is there still; run again, this deletes it',
};

/** Leads a table of an older version over, without a stop. */
export async function migrateTable(options: ChangeOptions): Promise<void> {
  const target = await findTarget(options);
  note(
    `deletes the index ${FORMER_INDEX} of table ${target.TABLE_NAME}, and nothing else. Copies of messages of an older ` +
      'version read it: every copy must be of this version before',
  );
  await confirmChange(target, options, 'table');
  const progress = new Progress();
  const outcome = await untilDone((signal) =>
    withDynamoDb(target, createDynamoDbClient, (client) =>
      deleteFormerIndex(client, target.TABLE_NAME, {
        signal,
        waiting: (deletion) =>
          progress.count(
            deletion === 'deleting' ? 'DynamoDB is deleting the index' : 'the table is being changed already',
          ),
      }),
    ),
  );
  if (options.json) return printJson({ table: target.TABLE_NAME, index: FORMER_INDEX, outcome });
  printTable(['table', 'outcome'], [[target.TABLE_NAME, OUTCOMES[outcome]]]);
}
