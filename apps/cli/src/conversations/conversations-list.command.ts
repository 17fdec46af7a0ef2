import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Example, Reads } from '../command/shared-options';
import type { ListOptions } from './list-conversations';

@Example('cruddur conversations list andrewbrown')
@Reads()
@SubCommand({
  name: 'list',
  arguments: '<handle>',
  description: 'List the conversations of a user, the most recent last.',
})
export class ConversationsListCommand extends CruddurCommand {
  async run([handle = '']: string[], options: ListOptions): Promise<void> {
    const { listConversations } = await import('./list-conversations.js');
    await listConversations(handle, options);
  }

  @Option({ flags: '--archived', description: 'those that the user has archived, which are not in the list otherwise' })
  archived(): boolean {
    return true;
  }
}
