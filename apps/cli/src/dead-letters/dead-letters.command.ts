import { Command } from 'nest-commander';
import { CommandGroup } from '../command/command-group';
import { Example } from '../command/shared-options';
import { DeadLettersDiscardCommand } from './dead-letters-discard.command';
import { DeadLettersListCommand } from './dead-letters-list.command';
import { DeadLettersRedriveCommand } from './dead-letters-redrive.command';

@Example('cruddur dead-letters list')
@Command({
  name: 'dead-letters',
  description: 'Records that a service gave up on, and kept.',
  subCommands: [DeadLettersListCommand, DeadLettersRedriveCommand, DeadLettersDiscardCommand],
})
export class DeadLettersCommand extends CommandGroup {}
