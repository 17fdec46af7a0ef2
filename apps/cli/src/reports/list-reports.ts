import { note } from '@local-stack/terminal/terminal';
import { GrowingTable } from '../output/format-table';
import { JsonArray } from '../output/json';
import { localTime } from '../output/local-time';
import { answer } from '../output/output';
import type { ReadOptions } from '../where/options';
import { findTarget } from '../where/target';
import { type Report, withReports } from './reports-app';

export interface ListReportsOptions extends ReadOptions {
  closed?: boolean;
}

export async function listReports({ closed = false, ...options }: ListReportsOptions): Promise<void> {
  const target = await findTarget(options);
  const printer = options.json ? new JsonArray() : tablePrinter();
  let count = 0;
  await withReports(target, async (reports) => {
    for await (const page of reports.list(closed ? 'closed' : 'open')) {
      for (const report of page) printer.print(report);
      count += page.length;
      await answer.delivered();
    }
  });
  if (options.json || count > 0) printer.end();
  else note(`no report is ${closed ? 'closed' : 'open'}`);
}

function tablePrinter() {
  const table = new GrowingTable(['report', 'made at', 'by', 'of', 'reason', 'message', 'outcome']);
  return {
    print: ({ uuid, createdAt, reporter, sender, reason, text, outcome }: Report) =>
      table.print([uuid, localTime(createdAt), reporter.handle, sender.handle, reason, text, outcome]),
    end: () => table.end(),
  };
}
