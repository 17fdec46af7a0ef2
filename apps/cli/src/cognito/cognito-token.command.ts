import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Example, OnTarget } from '../command/shared-options';
import type { TargetOptions } from '../where/options';

@Example('TOKEN=$(cruddur cognito token andrewbrown)')
@OnTarget()
@SubCommand({
  name: 'token',
  arguments: '<handle>',
  description: 'Print an access token of a user, whom a handle or an email names, and nothing else.',
})
export class CognitoTokenCommand extends CruddurCommand {
  async run([handle = '']: string[], options: TargetOptions & { password?: string } = {}): Promise<void> {
    const { printToken } = await import('./print-token.js');
    await printToken(handle, options);
  }

  @Option({ flags: '--password <password>', description: 'when it is not the password of the demo users' })
  password(password: string): string {
    return password;
  }
}
