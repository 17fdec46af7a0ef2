import { CruddurCommand } from '../command/cruddur-command';
import type { ReadOptions } from '../where/options';

export const projectorStatus = () =>
  new CruddurCommand('status')
    .description('Show the partitions of the messages: which projector reads each, and how many records wait.')
    .reads()
    .example('cruddur projector status')
    .action(async (options: ReadOptions) => {
      const { showProjectorStatus } = await import('./show-status.js');
      await showProjectorStatus(options);
    });
