import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { CreateTablesOptions } from './create-tables';

@Example('cruddur table create')
@Changes()
@SubCommand({
  name: 'create',
  description:
    'Create the tables of messages and leases, and wait until they can be used; say what differs in those that are there.',
})
export class TableCreateCommand extends CruddurCommand {
  async run(_arguments: string[], options: CreateTablesOptions): Promise<void> {
    const { createTables } = await import('./create-tables.js');
    await createTables(options);
  }

  @Option({
    flags: '--mend',
    description: 'turn on what a restored table lacks: its stream, and with --prod its backups and deletion protection',
  })
  mend(): boolean {
    return true;
  }
}
