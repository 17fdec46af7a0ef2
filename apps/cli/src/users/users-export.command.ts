import { CruddurCommand } from '../command/cruddur-command';
import type { ExportOptions } from './export-user';

export const usersExport = () =>
  new CruddurCommand('export')
    .argument('<handle>')
    .description('Print everything that is held of a person, as JSON.')
    .option('--output <file>', 'a new file instead of standard output, for its owner alone')
    .onTarget()
    .example('cruddur users export bayko --output bayko.json')
    .action(async (handle: string, options: ExportOptions) => {
      const { exportUser } = await import('./export-user.js');
      await exportUser(handle, options);
    });
