import { CruddurCommand } from '../command/cruddur-command';
import type { ReadOptions } from '../where/options';

export const dbSessions = () =>
  new CruddurCommand('sessions')
    .description('Show who is connected to the database.')
    .reads()
    .example('cruddur db sessions')
    .action(async (options: ReadOptions) => {
      const { listSessions } = await import('./sessions.js');
      await listSessions(options);
    });
