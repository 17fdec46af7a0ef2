import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { GroupChangeOptions } from './change-group';

@Example('cruddur conversations remove b0e793d3-aef2-5dfc-a45c-dc3fd15790d6 londo --as andrewbrown')
@Changes()
@SubCommand({
  name: 'remove',
  arguments: '<groupUuid> <handle>',
  description: 'Remove a member from a group, as if its owner had done it.',
})
export class ConversationsRemoveCommand extends CruddurCommand {
  async run([groupUuid = '', handle = '']: string[], options: GroupChangeOptions): Promise<void> {
    const { removeMember } = await import('./remove-member.js');
    await removeMember(groupUuid, handle, options);
  }

  @Option({ flags: '--as <handle>', description: 'who owns it', required: true })
  as(handle: string): string {
    return handle;
  }
}
