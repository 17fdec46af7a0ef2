import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { positiveNumber } from '../command/positive-number';
import { Example, Reads } from '../command/shared-options';
import type { ReadOptions } from '../where/options';

const DEFAULT_LIMIT = 100;

@Example('cruddur table scan --limit 20')
@Reads()
@SubCommand({ name: 'scan', description: 'Print items of the table, in no order that means anything.' })
export class TableScanCommand extends CruddurCommand {
  async run(_arguments: string[], options: ReadOptions & { limit: number }): Promise<void> {
    const { scanTable } = await import('./scan-table.js');
    await scanTable(options);
  }

  @Option({ flags: '--limit <items>', description: 'most items to print', defaultValue: DEFAULT_LIMIT })
  limit(text: string): number {
    return positiveNumber('--limit', text);
  }
}
