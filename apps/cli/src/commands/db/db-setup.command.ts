import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../cruddur-command';
import { type ChangeOptions, Changes, Example } from '../shared-options';

@Example('cruddur db setup')
@Changes()
@SubCommand({
  name: 'setup',
  description:
    'Replace the database by a new one: created, migrated, seeded, with the Cognito ids of its users. Conversations of the old users stay behind.',
})
export class DbSetupCommand extends CruddurCommand {
  async run(_arguments: string[], options: ChangeOptions): Promise<void> {
    const { setUpDatabase } = await import('../../database/set-up-database.js');
    await setUpDatabase(options);
  }
}
