import { formatTable } from '../output/format-table';
import { printJson } from '../output/json';
import { localTime } from '../output/local-time';
import type { ReadOptions } from '../where/options';
import type { Report } from './reports-app';

export function printReport(report: Report, { json }: ReadOptions): void {
  if (json) return printJson(report);
  const { sender, reporter, closedAt } = report;
  const rows = [
    ['report', report.uuid],
    ['made at', localTime(report.createdAt)],
    ['by', reporter.handle],
    ['reason', report.reason],
    ['conversation', report.groupUuid],
    ['message', report.number],
    ['of', `${sender.handle} (${sender.displayName})`],
    ['sent at', localTime(report.sentAt)],
    ['text', report.text],
    ['closed at', closedAt && localTime(closedAt)],
    ['outcome', report.outcome],
  ];
  console.log(formatTable(['', ''], rows).split('\n').slice(1).join('\n'));
}
