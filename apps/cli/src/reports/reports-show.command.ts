import { CruddurCommand } from '../command/cruddur-command';
import type { ReadOptions } from '../where/options';

export const reportsShow = () =>
  new CruddurCommand('show')
    .argument('<uuid>')
    .description('Print one report, with the message as it was then.')
    .reads()
    .example('cruddur reports show 3f2b8c1a-9d4e-4f60-8a7b-1c5d2e9f0a34')
    .action(async (uuid: string, options: ReadOptions) => {
      const { showReport } = await import('./show-report.js');
      await showReport(uuid, options);
    });
