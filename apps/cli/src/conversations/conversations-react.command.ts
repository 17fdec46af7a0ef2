import { CruddurCommand } from '../command/cruddur-command';
import { positiveNumber } from '../command/positive-number';
import type { ReactOptions } from './react-to-message';

export const conversationsReact = () =>
  new CruddurCommand('react')
    .arguments('<groupUuid> <number> <emoji>')
    .description(
      'React to a message in the name of a member, or take that back. MESSAGE_CHANGES of the environment holds.',
    )
    .requiredOption('--as <handle>', 'who reacts')
    .option('--remove', 'take the reaction back')
    .changes()
    .example('cruddur conversations react b0e793d3-aef2-5dfc-a45c-dc3fd15790d6 3 👍 --as andrewbrown')
    .action(async (groupUuid: string, number: string, emoji: string, options: ReactOptions) => {
      const { reactToMessage } = await import('./react-to-message.js');
      await reactToMessage({ groupUuid, number: positiveNumber('<number>', number), emoji }, options);
    });
