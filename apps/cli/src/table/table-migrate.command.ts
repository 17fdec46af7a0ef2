import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { ChangeOptions } from '../where/options';

@Example('cruddur table migrate')
@Changes()
@SubCommand({
  name: 'migrate',
  description: 'Delete the index of an older version from the table of messages, while the services run.',
})
export class TableMigrateCommand extends CruddurCommand {
  async run(_arguments: string[], options: ChangeOptions): Promise<void> {
    const { migrateTable } = await import('./migrate-table.js');
    await migrateTable(options);
  }
}
