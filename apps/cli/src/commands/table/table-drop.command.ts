import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../cruddur-command';
import { type ChangeOptions, Changes, Example } from '../shared-options';

@Example('cruddur table drop')
@Changes()
@SubCommand({
  name: 'drop',
  description: 'Delete the tables of messages and leases with all that is in them.',
})
export class TableDropCommand extends CruddurCommand {
  async run(_arguments: string[], options: ChangeOptions): Promise<void> {
    const { dropTables } = await import('../../table/drop-tables.js');
    await dropTables(options);
  }
}
