import { CruddurCommand } from '../command/cruddur-command';
import type { RedriveOptions } from './redrive-letters';

export const deadLettersRedrive = () =>
  new CruddurCommand('redrive')
    .description('Publish them again where they came from. Those that fail as before are kept again.')
    .option('--topic <name>', 'only this dead letter topic')
    .option('--dry-run', 'say what would go where, and publish nothing')
    .changes()
    .example('cruddur dead-letters redrive --dry-run')
    .action(async (options: RedriveOptions) => {
      const { redriveLetters } = await import('./redrive-letters.js');
      await redriveLetters(options);
    });
