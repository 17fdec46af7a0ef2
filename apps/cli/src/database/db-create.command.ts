import { CruddurCommand } from '../command/cruddur-command';
import type { ChangeOptions } from '../where/options';

export const dbCreate = () =>
  new CruddurCommand('create')
    .description('Create the empty database that DATABASE_URL names, unless it is there.')
    .changes()
    .example('cruddur db create')
    .action(async (options: ChangeOptions) => {
      const { createDatabase } = await import('./create-and-drop.js');
      await createDatabase(options);
    });
