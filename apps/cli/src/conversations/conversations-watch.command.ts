import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Example, Reads, WithPassword } from '../command/shared-options';
import type { WatchOptions } from './watch-conversations';

@Example('cruddur conversations watch andrewbrown')
@WithPassword('by default the demo users’')
@Reads()
@SubCommand({
  name: 'watch',
  arguments: '<handle>',
  description: 'Print what happens to a user as it happens, one event a line, as the gateway tells it.',
})
export class ConversationsWatchCommand extends CruddurCommand {
  async run([handle = '']: string[], options: WatchOptions = {}): Promise<void> {
    const { watchConversations } = await import('./watch-conversations.js');
    await watchConversations(handle, options);
  }

  @Option({ flags: '--gateway <url>', description: 'where the gateway is; by default on its usual port here' })
  gateway(url: string): string {
    return url;
  }

  @Option({ flags: '--since <id>', description: 'go on behind this event, whose id --json has printed' })
  since(id: string): string {
    return id;
  }
}
