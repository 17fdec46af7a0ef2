import { CruddurCommand } from '../command/cruddur-command';
import type { DiscardOptions } from './discard-letters';

export const deadLettersDiscard = () =>
  new CruddurCommand('discard')
    .description('Give up what waits in one dead letter topic, and print it.')
    .requiredOption('--topic <name>', 'the dead letter topic')
    .changes()
    .example('cruddur dead-letters discard --topic cruddur.messages.group-projector.dead-letter')
    .action(async (options: DiscardOptions) => {
      const { discardLetters } = await import('./discard-letters.js');
      await discardLetters(options);
    });
