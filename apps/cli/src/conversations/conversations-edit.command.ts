import { CruddurCommand } from '../command/cruddur-command';
import { positiveNumber, wholeNumber } from '../command/positive-number';
import type { EditOptions } from './edit-message';

export const conversationsEdit = () =>
  new CruddurCommand('edit')
    .arguments('<groupUuid> <number> <text>')
    .description(
      'Give a message another text, as if its sender had done it. MESSAGE_CHANGES and MESSAGE_EDIT_WITHIN of the environment hold.',
    )
    .requiredOption('--as <handle>', 'who has sent it')
    .option('--if-revision <revision>', 'only if it was last changed by this one; 0: never', (text) =>
      wholeNumber('--if-revision', text),
    )
    .changes()
    .example(
      'cruddur conversations edit b0e793d3-aef2-5dfc-a45c-dc3fd15790d6 3 "Hello again" --as bayko --if-revision 0',
    )
    .action(async (groupUuid: string, number: string, text: string, options: EditOptions) => {
      const { editMessage } = await import('./edit-message.js');
      await editMessage({ groupUuid, number: positiveNumber('<number>', number), text }, options);
    });
