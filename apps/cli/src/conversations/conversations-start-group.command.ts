import { CruddurCommand } from '../command/cruddur-command';
import type { StartGroupOptions } from './start-group';

export const conversationsStartGroup = () =>
  new CruddurCommand('start-group')
    .arguments('<handle> <handles...>')
    .description('Start a group of a user, who owns it, with two others or more, as if that user had done it.')
    .option('--name <name>', 'what its members call it; without one it goes by their names')
    .option('--history <history>', 'what who is added later sees: joined (from then on), or all')
    .changes()
    .example('cruddur conversations start-group andrewbrown bayko londo --name Station --history all')
    .action(async (handle: string, others: string[], options: StartGroupOptions) => {
      const { startGroup } = await import('./start-group.js');
      await startGroup([handle, ...others], options);
    });
