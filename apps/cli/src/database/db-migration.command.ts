import { join } from 'node:path';
import { SubCommand } from 'nest-commander';
import { PROJECT_ROOT } from '@local-stack/settings/project';
import { CruddurCommand } from '../command/cruddur-command';
import { Example } from '../command/shared-options';

@Example('cruddur db migration add-user-avatar')
@SubCommand({ name: 'migration', arguments: '<name>', description: 'Write a new migration, to be filled in.' })
export class DbMigrationCommand extends CruddurCommand {
  async run([name = '']: string[]): Promise<void> {
    const { writeMigration } = await import('./write-migration.js');
    console.log(await writeMigration(name, join(PROJECT_ROOT, 'apps/users/src/database/migrations')));
  }
}
