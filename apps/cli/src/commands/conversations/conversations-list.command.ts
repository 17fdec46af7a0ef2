import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../cruddur-command';
import { Example, type ReadOptions, Reads } from '../shared-options';

@Example('cruddur conversations list andrewbrown')
@Reads()
@SubCommand({
  name: 'list',
  arguments: '<handle>',
  description: 'List the conversations of a user, the most recent last.',
})
export class ConversationsListCommand extends CruddurCommand {
  async run([handle = '']: string[], options: ReadOptions): Promise<void> {
    const { listConversations } = await import('../../conversations/list-conversations.js');
    await listConversations(handle, options);
  }
}
