import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../cruddur-command';
import { type ChangeOptions, Changes, Example } from '../shared-options';

@Example('cruddur table migrate')
@Changes()
@SubCommand({
  name: 'migrate',
  description: 'Delete the index of an older version from the table of messages, while the services run.',
})
export class TableMigrateCommand extends CruddurCommand {
  async run(_arguments: string[], options: ChangeOptions): Promise<void> {
    const { migrateTable } = await import('../../table/migrate-table.js');
    await migrateTable(options);
  }
}
