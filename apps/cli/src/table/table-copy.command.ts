import { CruddurCommand } from '../command/cruddur-command';
import type { CopyTableOptions } from './copy-table';

export const tableCopy = () =>
  new CruddurCommand('copy')
    .argument('<from>')
    .description(
      'Bring what the table lacks of another one’s conversations, and of what members have said of theirs; take nothing back.',
    )
    .option('--dry-run', 'say how many items that are, and copy none')
    .changes()
    .example('cruddur table copy cruddur-messages --dry-run')
    .action(async (from: string, options: CopyTableOptions) => {
      const { copyTable } = await import('./copy-table.js');
      await copyTable(from, options);
    });
