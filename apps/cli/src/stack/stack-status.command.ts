import { CruddurCommand } from '../command/cruddur-command';

export const stackStatus = () =>
  new CruddurCommand('status')
    .description('Each service and app: address, pid, health by a real round trip, log file.')
    .option('--json', 'print JSON')
    .example('cruddur stack status --json')
    .action(async (options: { json?: boolean }) => {
      const { showParts } = await import('./show-parts.js');
      await showParts(options);
    });
