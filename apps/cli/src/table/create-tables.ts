import { howToMigrate } from '@local-stack/provisioning/former-index';
import { mendTable } from '@local-stack/provisioning/mend-table';
import { type ProvidedTable, provideTable, TableClients } from '@local-stack/provisioning/provide-table';
import { tableDefinitions } from '@local-stack/provisioning/provide-tables';
import { EXIT } from '@local-stack/terminal/exit-code';
import { note } from '@local-stack/terminal/terminal';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';
import { withDynamoDb } from '../services/dynamodb';
import { untilDone } from '../services/interruption';
import type { ChangeOptions } from '../where/options';
import { confirmChange } from '../confirmation/confirm-change';
import { findTarget } from '../where/target';

export interface CreateTablesOptions extends ChangeOptions {
  mend?: boolean;
}

/** Fails where a table is there already and is another than it should be. */
export async function createTables(options: CreateTablesOptions): Promise<void> {
  const target = await findTarget(options);
  await confirmChange(target, options, 'table', 'leases', 'limits');
  const provide = options.mend ? mendTable : provideTable;
  note('waiting until tables, indexes and streams can be used');
  const tables = await untilDone(() =>
    withDynamoDb(
      target,
      (config) => new TableClients(config),
      (clients) =>
        Promise.all(
          tableDefinitions(target).map((definition) =>
            provide(clients, definition, !!options.prod && definition.TableName === target.TABLE_NAME),
          ),
        ),
    ),
  );
  if (options.json) printJson(tables);
  else print(tables);
  if (tables.some(({ differences }) => differences.length > 0)) process.exitCode = EXIT.failed;
}

function print(tables: ProvidedTable[]): void {
  printTable(
    ['table', 'outcome'],
    tables.map((provided) => [provided.table, outcomeOf(provided)]),
  );
  for (const { table, formerIndex } of tables) if (formerIndex) note(howToMigrate(table, formerIndex));
  const differences = tables.flatMap(({ table, differences: found }) => found.map((found) => ({ table, ...found })));
  if (differences.length === 0) return;
  console.log('');
  printTable(
    ['table', 'what differs', 'is', 'should be'],
    differences.map(({ table, aspect, is, shouldBe }) => [table, aspect, is, shouldBe]),
  );
  if (tables.every(({ mended }) => mended === undefined)) note('--mend turns on what a restored table lacks');
}

function outcomeOf({ created, differences, mended = [] }: ProvidedTable): string {
  if (differences.length > 0) return 'differs from its definition, and is left as it is';
  if (mended.length > 0) return `was there already, and has now ${mended.join(', ')}`;
  return created ? 'created' : 'was there already, and is as it should be';
}
