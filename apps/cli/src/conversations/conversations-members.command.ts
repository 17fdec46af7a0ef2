import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Example, Reads } from '../command/shared-options';
import type { MembersOptions } from './list-members';

@Example('cruddur conversations members b0e793d3-aef2-5dfc-a45c-dc3fd15790d6 --as bayko')
@Reads()
@SubCommand({
  name: 'members',
  arguments: '<groupUuid>',
  description: 'List who is in a group; of who has left: who was in it then.',
})
export class ConversationsMembersCommand extends CruddurCommand {
  async run([groupUuid = '']: string[], options: MembersOptions): Promise<void> {
    const { listMembers } = await import('./list-members.js');
    await listMembers(groupUuid, options);
  }

  @Option({ flags: '--as <handle>', description: 'the member who asks', required: true })
  as(handle: string): string {
    return handle;
  }
}
