import { CruddurCommand } from '../command/cruddur-command';
import type { ReadOptions } from '../where/options';

export const tableList = () =>
  new CruddurCommand('list')
    .description('List all tables of the account or of DynamoDB Local.')
    .reads()
    .example('cruddur table list --json')
    .action(async (options: ReadOptions) => {
      const { listTables } = await import('./list-tables.js');
      await listTables(options);
    });
