import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../cruddur-command';
import { type ChangeOptions, Changes, Example } from '../shared-options';

export interface CreateUserOptions extends ChangeOptions {
  password?: string;
}

@Example('cruddur cognito create-user vir vir@example.com "Vir Cotto"')
@Changes()
@SubCommand({
  name: 'create-user',
  arguments: '<handle> <email> <name>',
  description: 'Create a user who can sign in, in the pool and in the database.',
})
export class CognitoCreateUserCommand extends CruddurCommand {
  async run([handle = '', email = '', displayName = '']: string[], options: CreateUserOptions): Promise<void> {
    const { createPoolUser } = await import('../../user-pool/create-user.js');
    await createPoolUser({ handle, email, displayName }, options);
  }

  @Option({ flags: '--password <password>', description: 'on a local stack, the demo users’ password if absent' })
  password(password: string): string {
    return password;
  }
}
