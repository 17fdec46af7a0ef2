import { CruddurCommand } from '../command/cruddur-command';
import type { GroupChangeOptions } from './change-group';

export const conversationsRemove = () =>
  new CruddurCommand('remove')
    .arguments('<groupUuid> <handle>')
    .description('Remove a member from a group, as if its owner had done it.')
    .requiredOption('--as <handle>', 'who owns it')
    .changes()
    .example('cruddur conversations remove b0e793d3-aef2-5dfc-a45c-dc3fd15790d6 londo --as andrewbrown')
    .action(async (groupUuid: string, handle: string, options: GroupChangeOptions) => {
      const { removeMember } = await import('./remove-member.js');
      await removeMember(groupUuid, handle, options);
    });
