import { CruddurCommand } from '../command/cruddur-command';
import type { SyncOptions } from './sync-user-ids';

export const cognitoSyncUserIds = () =>
  new CruddurCommand('sync-user-ids')
    .description('Give the users of the database the ids that the pool has for their handles, all or none.')
    .option('--dry-run', 'say what would change, and change nothing')
    .option('--skip-conflicts', 'change the others where some are in conflict')
    .changes()
    .example('cruddur cognito sync-user-ids --dry-run')
    .action(async (options: SyncOptions) => {
      const { syncIds } = await import('./sync-user-ids.js');
      await syncIds(options);
    });
