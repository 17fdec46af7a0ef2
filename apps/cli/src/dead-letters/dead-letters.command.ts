import { CommandGroup } from '../command/command-group';
import { deadLettersDiscard } from './dead-letters-discard.command';
import { deadLettersList } from './dead-letters-list.command';
import { deadLettersRedrive } from './dead-letters-redrive.command';

export const deadLetters = () =>
  new CommandGroup('dead-letters')
    .description('Records that a service gave up on, and kept.')
    .has(deadLettersList(), deadLettersRedrive(), deadLettersDiscard())
    .example('cruddur dead-letters list');
