import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Example, Reads } from '../command/shared-options';
import type { ReadOptions } from '../where/options';

@Example('cruddur reports show 3f2b8c1a-9d4e-4f60-8a7b-1c5d2e9f0a34')
@Reads()
@SubCommand({ name: 'show', arguments: '<uuid>', description: 'Print one report, with the message as it was then.' })
export class ReportsShowCommand extends CruddurCommand {
  async run([uuid = '']: string[], options: ReadOptions): Promise<void> {
    const { showReport } = await import('./show-report.js');
    await showReport(uuid, options);
  }
}
