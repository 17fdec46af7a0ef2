import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { GroupChangeOptions } from './change-group';

@Example('cruddur conversations add b0e793d3-aef2-5dfc-a45c-dc3fd15790d6 londo --as bayko')
@Changes()
@SubCommand({
  name: 'add',
  arguments: '<groupUuid> <handle>',
  description: 'Add somebody to a group, as if a member had done it.',
})
export class ConversationsAddCommand extends CruddurCommand {
  async run([groupUuid = '', handle = '']: string[], options: GroupChangeOptions): Promise<void> {
    const { addMember } = await import('./add-member.js');
    await addMember(groupUuid, handle, options);
  }

  @Option({ flags: '--as <handle>', description: 'the member who adds', required: true })
  as(handle: string): string {
    return handle;
  }
}
