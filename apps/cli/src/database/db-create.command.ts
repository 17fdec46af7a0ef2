import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { ChangeOptions } from '../where/options';

@Example('cruddur db create')
@Changes()
@SubCommand({
  name: 'create',
  description: 'Create the empty database that DATABASE_URL names, unless it is there.',
})
export class DbCreateCommand extends CruddurCommand {
  async run(_arguments: string[], options: ChangeOptions): Promise<void> {
    const { createDatabase } = await import('./create-and-drop.js');
    await createDatabase(options);
  }
}
