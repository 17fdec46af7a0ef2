import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../cruddur-command';
import { Example, type ReadOptions, Reads } from '../shared-options';

@Example('cruddur cognito list-users --json')
@Reads()
@SubCommand({ name: 'list-users', description: 'List everybody in the user pool.' })
export class CognitoListUsersCommand extends CruddurCommand {
  async run(_arguments: string[], options: ReadOptions): Promise<void> {
    const { listPoolUsers } = await import('../../user-pool/list-users.js');
    await listPoolUsers(options);
  }
}
