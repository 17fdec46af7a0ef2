import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../cruddur-command';
import { type ChangeOptions, Changes, Example } from '../shared-options';

@Example('cruddur db create')
@Changes()
@SubCommand({
  name: 'create',
  description: 'Create the empty database that DATABASE_URL names, unless it is there.',
})
export class DbCreateCommand extends CruddurCommand {
  async run(_arguments: string[], options: ChangeOptions): Promise<void> {
    const { createDatabase } = await import('../../database/create-and-drop.js');
    await createDatabase(options);
  }
}
