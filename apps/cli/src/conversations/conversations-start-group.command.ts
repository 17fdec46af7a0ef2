import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { StartGroupOptions } from './start-group';

@Example('cruddur conversations start-group andrewbrown bayko londo --name Station --history all')
@Changes()
@SubCommand({
  name: 'start-group',
  arguments: '<handle> <handles...>',
  description: 'Start a group of a user, who owns it, with two others or more, as if that user had done it.',
})
export class ConversationsStartGroupCommand extends CruddurCommand {
  async run(handles: string[], options: StartGroupOptions): Promise<void> {
    const { startGroup } = await import('./start-group.js');
    await startGroup(handles, options);
  }

  @Option({ flags: '--name <name>', description: 'what its members call it; without one it goes by their names' })
  name(name: string): string {
    return name;
  }

  @Option({ flags: '--history <history>', description: 'what who is added later sees: joined (from then on), or all' })
  history(history: string): string {
    return history;
  }
}
