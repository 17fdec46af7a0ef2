import { CruddurCommand } from '../command/cruddur-command';
import type { ChangeOptions } from '../where/options';

export const usersErase = () =>
  new CruddurCommand('erase')
    .argument('<handle-or-uuid>')
    .description('Take a person out of everything for ever, and say what was found where. Run again, it goes on.')
    .changes()
    .example('cruddur users erase bayko')
    .action(async (who: string, options: ChangeOptions) => {
      const { eraseUser } = await import('./erase-user.js');
      await eraseUser(who, options);
    });
