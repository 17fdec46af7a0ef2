import { CruddurCommand } from '../command/cruddur-command';
import type { ChangeOptions } from '../where/options';

export const conversationsSend = () =>
  new CruddurCommand('send')
    .arguments('<from> <to> <text>')
    .description('Send a message from one user to another, or into a group by its uuid, as if the first had sent it.')
    .changes()
    .example('cruddur conversations send andrewbrown bayko "Hello from the command line"')
    .action(async (from: string, to: string, text: string, options: ChangeOptions) => {
      const { sendMessage } = await import('./send-message.js');
      await sendMessage({ from, to, text }, options);
    });
