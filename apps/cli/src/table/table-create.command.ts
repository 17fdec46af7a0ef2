import { CruddurCommand } from '../command/cruddur-command';
import type { CreateTablesOptions } from './create-tables';

export const tableCreate = () =>
  new CruddurCommand('create')
    .description(
      'Create the tables of messages and leases, and wait until they can be used; say what differs in those that are there.',
    )
    .option(
      '--mend',
      'turn on what a restored table lacks: its stream, and with --prod its backups and deletion protection',
    )
    .changes()
    .example('cruddur table create')
    .action(async (options: CreateTablesOptions) => {
      const { createTables } = await import('./create-tables.js');
      await createTables(options);
    });
