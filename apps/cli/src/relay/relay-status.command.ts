import { CruddurCommand } from '../command/cruddur-command';
import type { ReadOptions } from '../where/options';

export const relayStatus = () =>
  new CruddurCommand('status')
    .description('Show the shards of the stream: who reads each, and how far it is published.')
    .reads()
    .example('cruddur relay status')
    .action(async (options: ReadOptions) => {
      const { showRelayStatus } = await import('./show-status.js');
      await showRelayStatus(options);
    });
