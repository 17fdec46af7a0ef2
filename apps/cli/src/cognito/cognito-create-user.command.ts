import { CruddurCommand } from '../command/cruddur-command';
import type { CreateUserOptions } from './create-user';

export const cognitoCreateUser = () =>
  new CruddurCommand('create-user')
    .arguments('<handle> <email> <name>')
    .description('Create a user who can sign in, in the pool and in the database.')
    .changes()
    .withPassword('by default the demo users’ on a local stack')
    .example('cruddur cognito create-user vir vir@example.com "Vir Cotto"')
    .action(async (handle: string, email: string, displayName: string, options: CreateUserOptions) => {
      const { createPoolUser } = await import('./create-user.js');
      await createPoolUser({ handle, email, displayName }, options);
    });
