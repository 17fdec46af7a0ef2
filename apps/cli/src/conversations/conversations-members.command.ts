import { CruddurCommand } from '../command/cruddur-command';
import type { MembersOptions } from './list-members';

export const conversationsMembers = () =>
  new CruddurCommand('members')
    .argument('<groupUuid>')
    .description('List who is in a group; of who has left: who was in it then.')
    .requiredOption('--as <handle>', 'the member who asks')
    .reads()
    .example('cruddur conversations members b0e793d3-aef2-5dfc-a45c-dc3fd15790d6 --as bayko')
    .action(async (groupUuid: string, options: MembersOptions) => {
      const { listMembers } = await import('./list-members.js');
      await listMembers(groupUuid, options);
    });
