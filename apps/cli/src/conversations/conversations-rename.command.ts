import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { GroupChangeOptions } from './change-group';

@Example('cruddur conversations rename b0e793d3-aef2-5dfc-a45c-dc3fd15790d6 "Station 5" --as bayko')
@Changes()
@SubCommand({
  name: 'rename',
  arguments: '<groupUuid> [name]',
  description: 'Give a group another name, as if a member had done it; without one it goes by those of its members.',
})
export class ConversationsRenameCommand extends CruddurCommand {
  async run([groupUuid = '', name]: string[], options: GroupChangeOptions): Promise<void> {
    const { renameGroup } = await import('./rename-group.js');
    await renameGroup(groupUuid, name, options);
  }

  @Option({ flags: '--as <handle>', description: 'the member who renames it', required: true })
  as(handle: string): string {
    return handle;
  }
}
