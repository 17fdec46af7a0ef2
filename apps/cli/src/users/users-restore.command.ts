import { CruddurCommand } from '../command/cruddur-command';
import type { ChangeOptions } from '../where/options';

export const usersRestore = () =>
  new CruddurCommand('restore')
    .argument('<handle>')
    .description('Let a suspended account do again what others may.')
    .changes()
    .example('cruddur users restore bayko')
    .action(async (handle: string, options: ChangeOptions) => {
      const { restoreUser } = await import('./restore-user.js');
      await restoreUser(handle, options);
    });
