import { Option, SubCommand } from 'nest-commander';
import { DEFAULT_PAGE, MAX_PAGE } from '@app/common/contracts';
import { CruddurCommand } from '../command/cruddur-command';
import { positiveNumber } from '../command/positive-number';
import { Example, Reads } from '../command/shared-options';
import type { PageOptions } from './get-conversation';

@Example('cruddur conversations get andrewbrown bayko --before 40 --limit 20')
@Reads()
@SubCommand({
  name: 'get',
  arguments: '<handle> <otherHandleOrGroup>',
  description: 'Print what a user sees of a conversation with another, or of a group by its uuid, the newest last.',
})
export class ConversationsGetCommand extends CruddurCommand {
  async run([handle = '', other = '']: string[], options: PageOptions): Promise<void> {
    const { getConversation } = await import('./get-conversation.js');
    await getConversation(handle, other, options);
  }

  @Option({ flags: '--before <number>', description: 'messages that are older than this one' })
  before(text: string): number {
    return positiveNumber('--before', text);
  }

  @Option({ flags: '--limit <messages>', description: 'most messages to print', defaultValue: DEFAULT_PAGE })
  limit(text: string): number {
    return positiveNumber('--limit', text, MAX_PAGE);
  }
}
