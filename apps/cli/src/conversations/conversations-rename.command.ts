import { CruddurCommand } from '../command/cruddur-command';
import type { GroupChangeOptions } from './change-group';

export const conversationsRename = () =>
  new CruddurCommand('rename')
    .arguments('<groupUuid> [name]')
    .description('Give a group another name, as if a member had done it; without one it goes by those of its members.')
    .requiredOption('--as <handle>', 'the member who renames it')
    .changes()
    .example('cruddur conversations rename b0e793d3-aef2-5dfc-a45c-dc3fd15790d6 "Station 5" --as bayko')
    .action(async (groupUuid: string, name: string | undefined, options: GroupChangeOptions) => {
      const { renameGroup } = await import('./rename-group.js');
      await renameGroup(groupUuid, name, options);
    });
