import { CruddurCommand } from '../command/cruddur-command';
import type { SuspendOptions } from './suspend-user';

export const usersSuspend = () =>
  new CruddurCommand('suspend')
    .argument('<handle>')
    .description('Suspend an account: within a minute every request of theirs is refused. Others see nothing of it.')
    .option('--reason <text>', 'why, for whoever looks at the account later')
    .changes()
    .example('cruddur users suspend bayko --reason "reported for abuse"')
    .action(async (handle: string, options: SuspendOptions) => {
      const { suspendUser } = await import('./suspend-user.js');
      await suspendUser(handle, options);
    });
