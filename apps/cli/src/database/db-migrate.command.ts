import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { ChangeOptions } from '../where/options';

@Example('cruddur db migrate')
@Changes()
@SubCommand({
  name: 'migrate',
  description: 'Apply the migrations that are missing, all or none.',
})
export class DbMigrateCommand extends CruddurCommand {
  async run(_arguments: string[], options: ChangeOptions): Promise<void> {
    const { migrateDatabase } = await import('./migrations.js');
    await migrateDatabase(options);
  }
}
