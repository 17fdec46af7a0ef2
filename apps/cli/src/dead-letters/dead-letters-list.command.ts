import { CruddurCommand } from '../command/cruddur-command';
import type { ListLettersOptions } from './list-letters';

export const deadLettersList = () =>
  new CruddurCommand('list')
    .description('Show what waits to be redriven: from where, and why it was given up.')
    .option('--topic <name>', 'only this dead letter topic')
    .reads()
    .example('cruddur dead-letters list')
    .action(async (options: ListLettersOptions) => {
      const { listLetters } = await import('./list-letters.js');
      await listLetters(options);
    });
