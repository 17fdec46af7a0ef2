import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { SyncHandlesOptions } from './sync-handles';

@Example('cruddur cognito sync-handles --dry-run')
@Changes()
@SubCommand({
  name: 'sync-handles',
  description: 'Give the users of the database the handles that the pool has for them, as they changed them there.',
})
export class CognitoSyncHandlesCommand extends CruddurCommand {
  async run(_arguments: string[], options: SyncHandlesOptions): Promise<void> {
    const { syncPoolHandles } = await import('./sync-handles.js');
    await syncPoolHandles(options);
  }

  @Option({ flags: '--dry-run', description: 'say what would change, and change nothing' })
  dryRun(): boolean {
    return true;
  }
}
