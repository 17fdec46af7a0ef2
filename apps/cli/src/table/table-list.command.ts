import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Reads, Example } from '../command/shared-options';
import type { ReadOptions } from '../where/options';

@Example('cruddur table list --json')
@Reads()
@SubCommand({
  name: 'list',
  description: 'List all tables of the account or of DynamoDB Local.',
})
export class TableListCommand extends CruddurCommand {
  async run(_arguments: string[], options: ReadOptions): Promise<void> {
    const { listTables } = await import('./list-tables.js');
    await listTables(options);
  }
}
