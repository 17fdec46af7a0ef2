import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { positiveNumber, wholeNumber } from '../command/positive-number';
import { Changes, Example } from '../command/shared-options';
import type { EditOptions } from './edit-message';

@Example('cruddur conversations edit b0e793d3-aef2-5dfc-a45c-dc3fd15790d6 3 "Hello again" --as bayko --if-revision 0')
@Changes()
@SubCommand({
  name: 'edit',
  arguments: '<groupUuid> <number> <text>',
  description:
    'Give a message another text, as if its sender had done it. MESSAGE_CHANGES and MESSAGE_EDIT_WITHIN of the environment hold.',
})
export class ConversationsEditCommand extends CruddurCommand {
  async run([groupUuid = '', number = '', text = '']: string[], options: EditOptions): Promise<void> {
    const { editMessage } = await import('./edit-message.js');
    await editMessage({ groupUuid, number: positiveNumber('<number>', number), text }, options);
  }

  @Option({ flags: '--as <handle>', description: 'who has sent it', required: true })
  as(handle: string): string {
    return handle;
  }

  @Option({ flags: '--if-revision <revision>', description: 'only if it was last changed by this one; 0: never' })
  ifRevision(text: string): number {
    return wholeNumber('--if-revision', text);
  }
}
