import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../cruddur-command';
import { type ReadOptions, Reads, Example } from '../shared-options';

@Example('cruddur table list --json')
@Reads()
@SubCommand({
  name: 'list',
  description: 'List all tables of the account or of DynamoDB Local.',
})
export class TableListCommand extends CruddurCommand {
  async run(_arguments: string[], options: ReadOptions): Promise<void> {
    const { listTables } = await import('../../table/list-tables.js');
    await listTables(options);
  }
}
