import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../cruddur-command';
import { type ChangeOptions, Changes, Example } from '../shared-options';

@Example('cruddur db migrate')
@Changes()
@SubCommand({
  name: 'migrate',
  description: 'Apply the migrations that are missing, all or none.',
})
export class DbMigrateCommand extends CruddurCommand {
  async run(_arguments: string[], options: ChangeOptions): Promise<void> {
    const { migrateDatabase } = await import('../../database/migrations.js');
    await migrateDatabase(options);
  }
}
