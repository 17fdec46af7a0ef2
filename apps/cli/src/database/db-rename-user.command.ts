import { CruddurCommand } from '../command/cruddur-command';
import type { ChangeOptions } from '../where/options';

export const dbRenameUser = () =>
  new CruddurCommand('rename-user')
    .arguments('<uuid> <handle>')
    .description(
      'Give a user another handle, which everybody sees from then on; the old one leads to them for HANDLE_KEPT_FOR.',
    )
    .changes()
    .example('cruddur db rename-user 5ae290ed-55d1-47a0-bc6d-fe2bc2700399 aenne')
    .action(async (userUuid: string, handle: string, options: ChangeOptions) => {
      const { renameUserOfDatabase } = await import('./rename-user.js');
      await renameUserOfDatabase({ userUuid, handle }, options);
    });
