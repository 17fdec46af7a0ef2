import { Option, SubCommand } from 'nest-commander';
import { DEFAULT_PAGE, MAX_PAGE } from '@app/common/contracts';
import { CruddurCommand } from '../command/cruddur-command';
import { positiveNumber, wholeNumber } from '../command/positive-number';
import { Example, Reads } from '../command/shared-options';
import type { ChangesOptions } from './get-changes';

@Example(
  'cruddur conversations changes b0e793d3-aef2-5dfc-a45c-dc3fd15790d6 --as bayko --after-number 40 --after-revision 7',
)
@Reads()
@SubCommand({
  name: 'changes',
  arguments: '<groupUuid>',
  description: 'Print what a client lacks that knows a conversation up to a message and a revision.',
})
export class ConversationsChangesCommand extends CruddurCommand {
  async run([groupUuid = '']: string[], options: ChangesOptions): Promise<void> {
    const { getChanges } = await import('./get-changes.js');
    await getChanges(groupUuid, options);
  }

  @Option({ flags: '--as <handle>', description: 'the member who asks', required: true })
  as(handle: string): string {
    return handle;
  }

  @Option({ flags: '--after-number <number>', description: 'the last message that is known', defaultValue: 0 })
  afterNumber(text: string): number {
    return wholeNumber('--after-number', text);
  }

  @Option({ flags: '--after-revision <revision>', description: 'the last revision that is known', defaultValue: 0 })
  afterRevision(text: string): number {
    return wholeNumber('--after-revision', text);
  }

  @Option({ flags: '--limit <changes>', description: 'most changes to print', defaultValue: DEFAULT_PAGE })
  limit(text: string): number {
    return positiveNumber('--limit', text, MAX_PAGE);
  }
}
