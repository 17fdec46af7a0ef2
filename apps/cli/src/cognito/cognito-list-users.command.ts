import { CruddurCommand } from '../command/cruddur-command';
import type { ReadOptions } from '../where/options';

export const cognitoListUsers = () =>
  new CruddurCommand('list-users')
    .description('List everybody in the user pool.')
    .reads()
    .example('cruddur cognito list-users --json')
    .action(async (options: ReadOptions) => {
      const { listPoolUsers } = await import('./list-users.js');
      await listPoolUsers(options);
    });
