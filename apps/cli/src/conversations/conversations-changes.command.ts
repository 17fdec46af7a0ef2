import { DEFAULT_PAGE, MAX_PAGE } from '@app/common/contracts/messages/page-size';
import { CruddurCommand } from '../command/cruddur-command';
import { positiveNumber, wholeNumber } from '../command/positive-number';
import type { ChangesOptions } from './get-changes';

export const conversationsChanges = () =>
  new CruddurCommand('changes')
    .argument('<groupUuid>')
    .description('Print what a client lacks that knows a conversation up to a message and a revision.')
    .requiredOption('--as <handle>', 'the member who asks')
    .option(
      '--after-number <number>',
      'the last message that is known',
      (text) => wholeNumber('--after-number', text),
      0,
    )
    .option(
      '--after-revision <revision>',
      'the last revision that is known',
      (text) => wholeNumber('--after-revision', text),
      0,
    )
    .option(
      '--limit <changes>',
      'most changes to print',
      (text) => positiveNumber('--limit', text, MAX_PAGE),
      DEFAULT_PAGE,
    )
    .reads()
    .example(
      'cruddur conversations changes b0e793d3-aef2-5dfc-a45c-dc3fd15790d6 --as bayko --after-number 40 --after-revision 7',
    )
    .action(async (groupUuid: string, options: ChangesOptions) => {
      const { getChanges } = await import('./get-changes.js');
      await getChanges(groupUuid, options);
    });
