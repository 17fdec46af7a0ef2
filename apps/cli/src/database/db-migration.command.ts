import { join } from 'node:path';
import { PROJECT_ROOT } from '@local-stack/settings/project';
import { CruddurCommand } from '../command/cruddur-command';

export const dbMigration = () =>
  new CruddurCommand('migration')
    .argument('<name>')
    .description('Write a new migration, to be filled in.')
    .example('cruddur db migration add-user-avatar')
    .action(async (name: string) => {
      const { writeMigration } = await import('./write-migration.js');
      console.log(await writeMigration(name, join(PROJECT_ROOT, 'apps/users/src/database/migrations')));
    });
