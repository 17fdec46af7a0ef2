import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Example, Reads } from '../command/shared-options';
import type { ListReportsOptions } from './list-reports';

@Example('cruddur reports list')
@Reads()
@SubCommand({ name: 'list', description: 'List the reports that nobody has closed yet, the newest last.' })
export class ReportsListCommand extends CruddurCommand {
  async run(_arguments: string[], options: ListReportsOptions): Promise<void> {
    const { listReports } = await import('./list-reports.js');
    await listReports(options);
  }

  @Option({ flags: '--closed', description: 'those that are closed' })
  closed(): boolean {
    return true;
  }
}
