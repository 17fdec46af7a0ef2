import { DEFAULT_PAGE, MAX_PAGE } from '@app/common/contracts/messages/page-size';
import { CruddurCommand } from '../command/cruddur-command';
import { positiveNumber } from '../command/positive-number';
import type { PageOptions } from './get-conversation';

export const conversationsGet = () =>
  new CruddurCommand('get')
    .arguments('<handle> <otherHandleOrGroup>')
    .description('Print what a user sees of a conversation with another, or of a group by its uuid, the newest last.')
    .option('--before <number>', 'messages that are older than this one', (text) => positiveNumber('--before', text))
    .option(
      '--limit <messages>',
      'most messages to print',
      (text) => positiveNumber('--limit', text, MAX_PAGE),
      DEFAULT_PAGE,
    )
    .reads()
    .example('cruddur conversations get andrewbrown bayko --before 40 --limit 20')
    .action(async (handle: string, other: string, options: PageOptions) => {
      const { getConversation } = await import('./get-conversation.js');
      await getConversation(handle, other, options);
    });
