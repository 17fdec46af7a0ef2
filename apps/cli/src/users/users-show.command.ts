import { CruddurCommand } from '../command/cruddur-command';
import type { ReadOptions } from '../where/options';

export const usersShow = () =>
  new CruddurCommand('show')
    .argument('<handle>')
    .description('Show a user: profile, former handles, and whether the account is suspended.')
    .reads()
    .example('cruddur users show bayko')
    .action(async (handle: string, options: ReadOptions) => {
      const { showUser } = await import('./show-user.js');
      await showUser(handle, options);
    });
