import { CruddurCommand } from '../command/cruddur-command';
import type { ChangeOptions } from '../where/options';

export const dbMigrate = () =>
  new CruddurCommand('migrate')
    .description('Apply the migrations that are missing, all or none.')
    .changes()
    .example('cruddur db migrate')
    .action(async (options: ChangeOptions) => {
      const { migrateDatabase } = await import('./migrations.js');
      await migrateDatabase(options);
    });
