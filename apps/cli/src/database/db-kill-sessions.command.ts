import { CruddurCommand } from '../command/cruddur-command';
import type { ChangeOptions } from '../where/options';

export const dbKillSessions = () =>
  new CruddurCommand('kill-sessions')
    .description('End all other sessions of the database.')
    .changes()
    .example('cruddur db kill-sessions')
    .action(async (options: ChangeOptions) => {
      const { killSessions } = await import('./sessions.js');
      await killSessions(options);
    });
