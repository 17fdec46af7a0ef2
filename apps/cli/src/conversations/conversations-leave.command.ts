import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { GroupChangeOptions } from './change-group';

@Example('cruddur conversations leave b0e793d3-aef2-5dfc-a45c-dc3fd15790d6 --as londo')
@Changes()
@SubCommand({
  name: 'leave',
  arguments: '<groupUuid>',
  description: 'Let a member leave a group, as if they had done it.',
})
export class ConversationsLeaveCommand extends CruddurCommand {
  async run([groupUuid = '']: string[], options: GroupChangeOptions): Promise<void> {
    const { removeMember } = await import('./remove-member.js');
    await removeMember(groupUuid, options.as, options);
  }

  @Option({ flags: '--as <handle>', description: 'the member who leaves', required: true })
  as(handle: string): string {
    return handle;
  }
}
