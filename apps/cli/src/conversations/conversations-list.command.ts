import { CruddurCommand } from '../command/cruddur-command';
import type { ListOptions } from './list-conversations';

export const conversationsList = () =>
  new CruddurCommand('list')
    .argument('<handle>')
    .description('List the conversations of a user, the most recent last.')
    .option('--archived', 'those that the user has archived, which are not in the list otherwise')
    .reads()
    .example('cruddur conversations list andrewbrown')
    .action(async (handle: string, options: ListOptions) => {
      const { listConversations } = await import('./list-conversations.js');
      await listConversations(handle, options);
    });
