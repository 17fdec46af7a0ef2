import { CruddurCommand } from '../command/cruddur-command';
import type { ChangeOptions } from '../where/options';

export const dbSetup = () =>
  new CruddurCommand('setup')
    .description(
      'Replace the database by a new one: created, migrated, seeded, with the Cognito ids of its users. Conversations of the old users stay behind.',
    )
    .changes()
    .example('cruddur db setup')
    .action(async (options: ChangeOptions) => {
      const { setUpDatabase } = await import('./set-up-database.js');
      await setUpDatabase(options);
    });
