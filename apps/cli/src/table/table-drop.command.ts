import { CruddurCommand } from '../command/cruddur-command';
import type { ChangeOptions } from '../where/options';

export const tableDrop = () =>
  new CruddurCommand('drop')
    .description('Delete the tables of messages and leases with all that is in them.')
    .changes()
    .example('cruddur table drop')
    .action(async (options: ChangeOptions) => {
      const { dropTables } = await import('./drop-tables.js');
      await dropTables(options);
    });
