import { CruddurCommand } from '../command/cruddur-command';
import type { ChangeOptions } from '../where/options';

export const dbRollback = () =>
  new CruddurCommand('rollback')
    .description('Take back the newest migration.')
    .changes()
    .example('cruddur db rollback')
    .action(async (options: ChangeOptions) => {
      const { rollbackDatabase } = await import('./migrations.js');
      await rollbackDatabase(options);
    });
