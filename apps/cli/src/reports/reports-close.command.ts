import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { CloseReportOptions } from './close-report';

@Example('cruddur reports close 3f2b8c1a-9d4e-4f60-8a7b-1c5d2e9f0a34 --outcome "the account is suspended"')
@Changes()
@SubCommand({
  name: 'close',
  arguments: '<uuid>',
  description: 'Close a report, and print it; one that is closed already stays as it was.',
})
export class ReportsCloseCommand extends CruddurCommand {
  async run([uuid = '']: string[], options: CloseReportOptions): Promise<void> {
    const { closeReport } = await import('./close-report.js');
    await closeReport(uuid, options);
  }

  @Option({ flags: '--outcome <text>', description: 'what was done about it' })
  outcome(text: string): string {
    return text;
  }
}
