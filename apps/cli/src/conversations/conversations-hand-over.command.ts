import { CruddurCommand } from '../command/cruddur-command';
import type { GroupChangeOptions } from './change-group';

export const conversationsHandOver = () =>
  new CruddurCommand('hand-over')
    .arguments('<groupUuid> <handle>')
    .description('Make another member the owner of a group, as if its owner had done it.')
    .requiredOption('--as <handle>', 'who owns it')
    .changes()
    .example('cruddur conversations hand-over b0e793d3-aef2-5dfc-a45c-dc3fd15790d6 bayko --as andrewbrown')
    .action(async (groupUuid: string, handle: string, options: GroupChangeOptions) => {
      const { handOverGroup } = await import('./hand-over-group.js');
      await handOverGroup(groupUuid, handle, options);
    });
