import { CruddurCommand } from '../command/cruddur-command';
import type { GroupChangeOptions } from './change-group';

export const conversationsLeave = () =>
  new CruddurCommand('leave')
    .argument('<groupUuid>')
    .description('Let a member leave a group, as if they had done it.')
    .requiredOption('--as <handle>', 'the member who leaves')
    .changes()
    .example('cruddur conversations leave b0e793d3-aef2-5dfc-a45c-dc3fd15790d6 --as londo')
    .action(async (groupUuid: string, options: GroupChangeOptions) => {
      const { removeMember } = await import('./remove-member.js');
      await removeMember(groupUuid, options.as, options);
    });
