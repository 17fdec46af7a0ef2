import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { ChangeOptions } from '../where/options';

@Example('cruddur db rollback')
@Changes()
@SubCommand({
  name: 'rollback',
  description: 'Take back the newest migration.',
})
export class DbRollbackCommand extends CruddurCommand {
  async run(_arguments: string[], options: ChangeOptions): Promise<void> {
    const { rollbackDatabase } = await import('./migrations.js');
    await rollbackDatabase(options);
  }
}
