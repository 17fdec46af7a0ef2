import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Example, OnTarget, WithPassword } from '../command/shared-options';
import type { PasswordOption, TargetOptions } from '../where/options';

@Example('TOKEN=$(cruddur cognito token andrewbrown)')
@WithPassword('by default the demo users’')
@OnTarget()
@SubCommand({
  name: 'token',
  arguments: '<handle>',
  description: 'Print an access token of a user, whom a handle or an email names, and nothing else.',
})
export class CognitoTokenCommand extends CruddurCommand {
  async run([handle = '']: string[], options: TargetOptions & PasswordOption = {}): Promise<void> {
    const { printToken } = await import('./print-token.js');
    await printToken(handle, options);
  }
}
