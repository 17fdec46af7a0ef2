import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { positiveNumber } from '../command/positive-number';
import { Changes, Example } from '../command/shared-options';
import type { MemberOptions } from './change-message';

@Example('cruddur conversations delete b0e793d3-aef2-5dfc-a45c-dc3fd15790d6 3 --as bayko')
@Changes()
@SubCommand({
  name: 'delete',
  arguments: '<groupUuid> <number>',
  description:
    'Delete a message for ever, as if its sender had done it. MESSAGE_CHANGES and MESSAGE_DELETE_WITHIN of the environment hold.',
})
export class ConversationsDeleteCommand extends CruddurCommand {
  async run([groupUuid = '', number = '']: string[], options: MemberOptions): Promise<void> {
    const { deleteMessage } = await import('./delete-message.js');
    await deleteMessage(groupUuid, positiveNumber('<number>', number), options);
  }

  @Option({ flags: '--as <handle>', description: 'who has sent it', required: true })
  as(handle: string): string {
    return handle;
  }
}
