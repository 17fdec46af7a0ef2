import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { wholeNumber } from '../command/positive-number';
import { Changes, Example } from '../command/shared-options';
import type { MarkReadOptions } from './mark-read';

@Example('cruddur conversations read b0e793d3-aef2-5dfc-a45c-dc3fd15790d6 --as andrewbrown --number 40 --force')
@Changes()
@SubCommand({
  name: 'read',
  arguments: '<groupUuid>',
  description: 'Move the read marker of a member of a conversation, forward unless it is forced.',
})
export class ConversationsReadCommand extends CruddurCommand {
  async run([groupUuid = '']: string[], options: MarkReadOptions): Promise<void> {
    const { markRead } = await import('./mark-read.js');
    await markRead(groupUuid, options);
  }

  @Option({ flags: '--as <handle>', description: 'whose marker', required: true })
  as(handle: string): string {
    return handle;
  }

  @Option({ flags: '--number <number>', description: 'up to which message; 0: nothing is read', required: true })
  number(text: string): number {
    return wholeNumber('--number', text);
  }

  @Option({ flags: '--force', description: 'also back, which makes what is above it unread' })
  force(): boolean {
    return true;
  }
}
