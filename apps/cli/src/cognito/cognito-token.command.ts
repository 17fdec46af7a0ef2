import { CruddurCommand } from '../command/cruddur-command';
import type { PasswordOption, TargetOptions } from '../where/options';

export const cognitoToken = () =>
  new CruddurCommand('token')
    .argument('<handle>')
    .description('Print an access token of a user, whom a handle or an email names, and nothing else.')
    .onTarget()
    .withPassword('by default the demo users’')
    .example('TOKEN=$(cruddur cognito token andrewbrown)')
    .action(async (handle: string, options: TargetOptions & PasswordOption) => {
      const { printToken } = await import('./print-token.js');
      await printToken(handle, options);
    });
