import { CruddurCommand } from '../command/cruddur-command';
import type { GroupChangeOptions } from './change-group';

export const conversationsAdd = () =>
  new CruddurCommand('add')
    .arguments('<groupUuid> <handle>')
    .description('Add somebody to a group, as if a member had done it.')
    .requiredOption('--as <handle>', 'the member who adds')
    .changes()
    .example('cruddur conversations add b0e793d3-aef2-5dfc-a45c-dc3fd15790d6 londo --as bayko')
    .action(async (groupUuid: string, handle: string, options: GroupChangeOptions) => {
      const { addMember } = await import('./add-member.js');
      await addMember(groupUuid, handle, options);
    });
