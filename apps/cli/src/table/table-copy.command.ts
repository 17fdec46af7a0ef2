import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { CopyTableOptions } from './copy-table';

@Example('cruddur table copy cruddur-messages --dry-run')
@Changes()
@SubCommand({
  name: 'copy',
  arguments: '<from>',
  description:
    'Bring what the table lacks of another one’s conversations, and of what members have said of theirs; take nothing back.',
})
export class TableCopyCommand extends CruddurCommand {
  async run([from = '']: string[], options: CopyTableOptions): Promise<void> {
    const { copyTable } = await import('./copy-table.js');
    await copyTable(from, options);
  }

  @Option({ flags: '--dry-run', description: 'say how many items that are, and copy none' })
  dryRun(): boolean {
    return true;
  }
}
