import type { CreateTablesOptions } from '../commands/table/table-create.command';
import { EXIT } from '../exit-code';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';
import { note } from '../output/terminal';
import { tableOf, withDynamoDb } from '../services/dynamodb';
import { untilDone } from '../services/interruption';
import { howToMigrate } from '../set-up/former-index';
import { mendTable } from '../set-up/mend-table';
import { type ProvidedTable, provideTable, TableClients } from '../set-up/provide-table';
import { tableDefinitions } from '../set-up/provide-tables';
import { confirmChange } from '../target/place';
import { findTarget } from '../target/target';

/** Fails where a table is there already and is another than it should be. */
export async function createTables(options: CreateTablesOptions): Promise<void> {
  const target = await findTarget(options);
  await confirmChange(options, tableOf(target));
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
