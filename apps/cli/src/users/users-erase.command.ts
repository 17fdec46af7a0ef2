import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { ChangeOptions } from '../where/options';

@Example('cruddur users erase bayko')
@Changes()
@SubCommand({
  name: 'erase',
  arguments: '<handle-or-uuid>',
  description: 'Take a person out of everything for ever, and say what was found where. Run again, it goes on.',
})
export class UsersEraseCommand extends CruddurCommand {
  async run([who = '']: string[], options: ChangeOptions): Promise<void> {
    const { eraseUser } = await import('./erase-user.js');
    await eraseUser(who, options);
  }
}
