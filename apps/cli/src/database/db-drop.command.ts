import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { ChangeOptions } from '../where/options';

@Example('cruddur db drop --force')
@Changes()
@SubCommand({ name: 'drop', description: 'Drop the database with all that is in it.' })
export class DbDropCommand extends CruddurCommand {
  async run(_arguments: string[], options: ChangeOptions & { force?: boolean }): Promise<void> {
    const { dropDatabase } = await import('./create-and-drop.js');
    await dropDatabase(options);
  }

  @Option({ flags: '--force', description: 'end the sessions of those who use it' })
  force(): boolean {
    return true;
  }
}
