import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { ChangeOptions } from '../where/options';

@Example('cruddur table drop')
@Changes()
@SubCommand({
  name: 'drop',
  description: 'Delete the tables of messages and leases with all that is in them.',
})
export class TableDropCommand extends CruddurCommand {
  async run(_arguments: string[], options: ChangeOptions): Promise<void> {
    const { dropTables } = await import('./drop-tables.js');
    await dropTables(options);
  }
}
