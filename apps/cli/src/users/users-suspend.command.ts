import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { SuspendOptions } from './suspend-user';

@Example('cruddur users suspend bayko --reason "reported for abuse"')
@Changes()
@SubCommand({
  name: 'suspend',
  arguments: '<handle>',
  description: 'Suspend an account: within a minute every request of theirs is refused. Others see nothing of it.',
})
export class UsersSuspendCommand extends CruddurCommand {
  async run([handle = '']: string[], options: SuspendOptions): Promise<void> {
    const { suspendUser } = await import('./suspend-user.js');
    await suspendUser(handle, options);
  }

  @Option({ flags: '--reason <text>', description: 'why, for whoever looks at the account later' })
  reason(text: string): string {
    return text;
  }
}
