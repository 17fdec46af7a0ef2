import { CruddurCommand } from '../command/cruddur-command';
import type { ListReportsOptions } from './list-reports';

export const reportsList = () =>
  new CruddurCommand('list')
    .description('List the reports that nobody has closed yet, the newest last.')
    .option('--closed', 'those that are closed')
    .reads()
    .example('cruddur reports list')
    .action(async (options: ListReportsOptions) => {
      const { listReports } = await import('./list-reports.js');
      await listReports(options);
    });
