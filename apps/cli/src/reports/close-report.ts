import { note } from '@local-stack/terminal/terminal';
import { untilDone } from '../services/interruption';
import { confirmChange } from '../confirmation/confirm-change';
import type { ChangeOptions } from '../where/options';
import { findTarget } from '../where/target';
import { printReport } from './print-report';
import { noSuchReport, withReports } from './reports-app';

export interface CloseReportOptions extends ChangeOptions {
  outcome?: string;
}

export async function closeReport(uuid: string, options: CloseReportOptions): Promise<void> {
  const target = await findTarget(options);
  await confirmChange(target, options, 'table');
  const report = await untilDone(() => withReports(target, (reports) => reports.close(uuid, options.outcome)));
  if (!report) throw noSuchReport(uuid);
  if (report.outcome !== options.outcome) note('it was closed before, and stays as it was');
  printReport(report, options);
}
