import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { ChangeOptions } from '../where/options';

@Example('cruddur conversations send andrewbrown bayko "Hello from the command line"')
@Changes()
@SubCommand({
  name: 'send',
  arguments: '<from> <to> <text>',
  description: 'Send a message from one user to another, or into a group by its uuid, as if the first had sent it.',
})
export class ConversationsSendCommand extends CruddurCommand {
  async run([from = '', to = '', text = '']: string[], options: ChangeOptions): Promise<void> {
    const { sendMessage } = await import('./send-message.js');
    await sendMessage({ from, to, text }, options);
  }
}
