import { CruddurCommand } from '../command/cruddur-command';
import type { ChangeOptions } from '../where/options';

export const dbDrop = () =>
  new CruddurCommand('drop')
    .description('Drop the database with all that is in it.')
    .option('--force', 'end the sessions of those who use it')
    .changes()
    .example('cruddur db drop --force')
    .action(async (options: ChangeOptions & { force?: boolean }) => {
      const { dropDatabase } = await import('./create-and-drop.js');
      await dropDatabase(options);
    });
