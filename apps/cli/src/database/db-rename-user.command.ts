import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { ChangeOptions } from '../where/options';

@Example('cruddur db rename-user 5ae290ed-55d1-47a0-bc6d-fe2bc2700399 aenne')
@Changes()
@SubCommand({
  name: 'rename-user',
  arguments: '<uuid> <handle>',
  description:
    'Give a user another handle, which everybody sees from then on; the old one leads to them for HANDLE_KEPT_FOR.',
})
export class DbRenameUserCommand extends CruddurCommand {
  async run([userUuid = '', handle = '']: string[], options: ChangeOptions): Promise<void> {
    const { renameUserOfDatabase } = await import('./rename-user.js');
    await renameUserOfDatabase({ userUuid, handle }, options);
  }
}
