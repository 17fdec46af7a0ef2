import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Example, Reads } from '../command/shared-options';
import type { ReadOptions } from '../where/options';

@Example('cruddur users show bayko')
@Reads()
@SubCommand({
  name: 'show',
  arguments: '<handle>',
  description: 'Show a user: profile, former handles, and whether the account is suspended.',
})
export class UsersShowCommand extends CruddurCommand {
  async run([handle = '']: string[], options: ReadOptions): Promise<void> {
    const { showUser } = await import('./show-user.js');
    await showUser(handle, options);
  }
}
