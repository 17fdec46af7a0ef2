import { CruddurCommand } from '../command/cruddur-command';
import type { SyncHandlesOptions } from './sync-handles';

export const cognitoSyncHandles = () =>
  new CruddurCommand('sync-handles')
    .description('Give the users of the database the handles that the pool has for them, as they changed them there.')
    .option('--dry-run', 'say what would change, and change nothing')
    .changes()
    .example('cruddur cognito sync-handles --dry-run')
    .action(async (options: SyncHandlesOptions) => {
      const { syncPoolHandles } = await import('./sync-handles.js');
      await syncPoolHandles(options);
    });
