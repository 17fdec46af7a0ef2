import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { GroupChangeOptions } from './change-group';

@Example('cruddur conversations hand-over b0e793d3-aef2-5dfc-a45c-dc3fd15790d6 bayko --as andrewbrown')
@Changes()
@SubCommand({
  name: 'hand-over',
  arguments: '<groupUuid> <handle>',
  description: 'Make another member the owner of a group, as if its owner had done it.',
})
export class ConversationsHandOverCommand extends CruddurCommand {
  async run([groupUuid = '', handle = '']: string[], options: GroupChangeOptions): Promise<void> {
    const { handOverGroup } = await import('./hand-over-group.js');
    await handOverGroup(groupUuid, handle, options);
  }

  @Option({ flags: '--as <handle>', description: 'who owns it', required: true })
  as(handle: string): string {
    return handle;
  }
}
