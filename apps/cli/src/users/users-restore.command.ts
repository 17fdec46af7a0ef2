import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { ChangeOptions } from '../where/options';

@Example('cruddur users restore bayko')
@Changes()
@SubCommand({
  name: 'restore',
  arguments: '<handle>',
  description: 'Let a suspended account do again what others may.',
})
export class UsersRestoreCommand extends CruddurCommand {
  async run([handle = '']: string[], options: ChangeOptions): Promise<void> {
    const { restoreUser } = await import('./restore-user.js');
    await restoreUser(handle, options);
  }
}
