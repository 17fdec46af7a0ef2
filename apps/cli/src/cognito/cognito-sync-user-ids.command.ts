import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { SyncOptions } from './sync-user-ids';

@Example('cruddur cognito sync-user-ids --dry-run')
@Changes()
@SubCommand({
  name: 'sync-user-ids',
  description: 'Give the users of the database the ids that the pool has for their handles, all or none.',
})
export class CognitoSyncUserIdsCommand extends CruddurCommand {
  async run(_arguments: string[], options: SyncOptions): Promise<void> {
    const { syncIds } = await import('./sync-user-ids.js');
    await syncIds(options);
  }

  @Option({ flags: '--dry-run', description: 'say what would change, and change nothing' })
  dryRun(): boolean {
    return true;
  }

  @Option({ flags: '--skip-conflicts', description: 'change the others where some are in conflict' })
  skipConflicts(): boolean {
    return true;
  }
}
