import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Example, Reads } from '../command/shared-options';
import type { ReadOptions } from '../where/options';

@Example('cruddur conversations list andrewbrown')
@Reads()
@SubCommand({
  name: 'list',
  arguments: '<handle>',
  description: 'List the conversations of a user, the most recent last.',
})
export class ConversationsListCommand extends CruddurCommand {
  async run([handle = '']: string[], options: ReadOptions): Promise<void> {
    const { listConversations } = await import('./list-conversations.js');
    await listConversations(handle, options);
  }
}
