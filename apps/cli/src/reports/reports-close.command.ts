import { CruddurCommand } from '../command/cruddur-command';
import type { CloseReportOptions } from './close-report';

export const reportsClose = () =>
  new CruddurCommand('close')
    .argument('<uuid>')
    .description('Close a report, and print it; one that is closed already stays as it was.')
    .option('--outcome <text>', 'what was done about it')
    .changes()
    .example('cruddur reports close 3f2b8c1a-9d4e-4f60-8a7b-1c5d2e9f0a34 --outcome "the account is suspended"')
    .action(async (uuid: string, options: CloseReportOptions) => {
      const { closeReport } = await import('./close-report.js');
      await closeReport(uuid, options);
    });
