import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example, WithPassword } from '../command/shared-options';
import type { CreateUserOptions } from './create-user';

@Example('cruddur cognito create-user vir vir@example.com "Vir Cotto"')
@WithPassword('by default the demo users’ on a local stack')
@Changes()
@SubCommand({
  name: 'create-user',
  arguments: '<handle> <email> <name>',
  description: 'Create a user who can sign in, in the pool and in the database.',
})
export class CognitoCreateUserCommand extends CruddurCommand {
  async run([handle = '', email = '', displayName = '']: string[], options: CreateUserOptions): Promise<void> {
    const { createPoolUser } = await import('./create-user.js');
    await createPoolUser({ handle, email, displayName }, options);
  }
}
