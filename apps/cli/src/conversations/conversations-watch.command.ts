import { CruddurCommand } from '../command/cruddur-command';
import type { WatchOptions } from './watch-conversations';

export const conversationsWatch = () =>
  new CruddurCommand('watch')
    .argument('<handle>')
    .description('Print what happens to a user as it happens, one event a line, as the gateway tells it.')
    .option('--gateway <url>', 'where the gateway is; by default on its usual port here')
    .option('--since <id>', 'go on behind this event, whose id --json has printed')
    .reads()
    .withPassword('by default the demo users’')
    .example('cruddur conversations watch andrewbrown')
    .action(async (handle: string, options: WatchOptions) => {
      const { watchConversations } = await import('./watch-conversations.js');
      await watchConversations(handle, options);
    });
