import { CruddurCommand } from '../command/cruddur-command';
import { wholeNumber } from '../command/positive-number';
import type { MarkReadOptions } from './mark-read';

export const conversationsRead = () =>
  new CruddurCommand('read')
    .argument('<groupUuid>')
    .description('Move the read marker of a member of a conversation, forward unless it is forced.')
    .requiredOption('--as <handle>', 'whose marker')
    .requiredOption('--number <number>', 'up to which message; 0: nothing is read', (text) =>
      wholeNumber('--number', text),
    )
    .option('--force', 'also back, which makes what is above it unread')
    .changes()
    .example('cruddur conversations read b0e793d3-aef2-5dfc-a45c-dc3fd15790d6 --as andrewbrown --number 40 --force')
    .action(async (groupUuid: string, options: MarkReadOptions) => {
      const { markRead } = await import('./mark-read.js');
      await markRead(groupUuid, options);
    });
