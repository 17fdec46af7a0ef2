import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { ChangeOptions } from '../where/options';

@Example('cruddur db setup')
@Changes()
@SubCommand({
  name: 'setup',
  description:
    'Replace the database by a new one: created, migrated, seeded, with the Cognito ids of its users. Conversations of the old users stay behind.',
})
export class DbSetupCommand extends CruddurCommand {
  async run(_arguments: string[], options: ChangeOptions): Promise<void> {
    const { setUpDatabase } = await import('./set-up-database.js');
    await setUpDatabase(options);
  }
}
