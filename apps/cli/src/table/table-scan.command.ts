import { CruddurCommand } from '../command/cruddur-command';
import { positiveNumber } from '../command/positive-number';
import type { ReadOptions } from '../where/options';

const DEFAULT_LIMIT = 100;

export const tableScan = () =>
  new CruddurCommand('scan')
    .description('Print items of the table, in no order that means anything.')
    .option('--limit <items>', 'most items to print', (text) => positiveNumber('--limit', text), DEFAULT_LIMIT)
    .reads()
    .example('cruddur table scan --limit 20')
    .action(async (options: ReadOptions & { limit: number }) => {
      const { scanTable } = await import('./scan-table.js');
      await scanTable(options);
    });
