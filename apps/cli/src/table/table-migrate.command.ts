import { CruddurCommand } from '../command/cruddur-command';
import type { ChangeOptions } from '../where/options';

export const tableMigrate = () =>
  new CruddurCommand('migrate')
    .description('Delete the index of an older version from the table of messages, while the services run.')
    .changes()
    .example('cruddur table migrate')
    .action(async (options: ChangeOptions) => {
      const { migrateTable } = await import('./migrate-table.js');
      await migrateTable(options);
    });
