import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../cruddur-command';
import { type ChangeOptions, Changes, Example } from '../shared-options';

@Example('cruddur db rollback')
@Changes()
@SubCommand({
  name: 'rollback',
  description: 'Take back the newest migration.',
})
export class DbRollbackCommand extends CruddurCommand {
  async run(_arguments: string[], options: ChangeOptions): Promise<void> {
    const { rollbackDatabase } = await import('../../database/migrations.js');
    await rollbackDatabase(options);
  }
}
