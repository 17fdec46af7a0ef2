import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Example, Reads } from '../command/shared-options';
import type { ReadOptions } from '../where/options';

@Example('cruddur cognito list-users --json')
@Reads()
@SubCommand({ name: 'list-users', description: 'List everybody in the user pool.' })
export class CognitoListUsersCommand extends CruddurCommand {
  async run(_arguments: string[], options: ReadOptions): Promise<void> {
    const { listPoolUsers } = await import('./list-users.js');
    await listPoolUsers(options);
  }
}
