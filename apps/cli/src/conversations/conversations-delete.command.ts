import { CruddurCommand } from '../command/cruddur-command';
import { positiveNumber } from '../command/positive-number';
import type { MemberOptions } from './change-message';

export const conversationsDelete = () =>
  new CruddurCommand('delete')
    .arguments('<groupUuid> <number>')
    .description(
      'Delete a message for ever, as if its sender had done it. MESSAGE_CHANGES and MESSAGE_DELETE_WITHIN of the environment hold.',
    )
    .requiredOption('--as <handle>', 'who has sent it')
    .changes()
    .example('cruddur conversations delete b0e793d3-aef2-5dfc-a45c-dc3fd15790d6 3 --as bayko')
    .action(async (groupUuid: string, number: string, options: MemberOptions) => {
      const { deleteMessage } = await import('./delete-message.js');
      await deleteMessage(groupUuid, positiveNumber('<number>', number), options);
    });
