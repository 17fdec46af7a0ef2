import type { ReadOptions } from '../where/options';
import { findTarget } from '../where/target';
import { printReport } from './print-report';
import { noSuchReport, withReports } from './reports-app';

export async function showReport(uuid: string, options: ReadOptions): Promise<void> {
  const target = await findTarget(options);
  const report = await withReports(target, (reports) => reports.show(uuid));
  if (!report) throw noSuchReport(uuid);
  printReport(report, options);
}
