import { Command } from 'nest-commander';
import { CommandGroup } from '../command/command-group';
import { Example } from '../command/shared-options';
import { RelayStatusCommand } from './relay-status.command';

@Example('cruddur relay status')
@Command({
  name: 'relay',
  description: 'The relay from the table’s stream to Kafka.',
  subCommands: [RelayStatusCommand],
})
export class RelayCommand extends CommandGroup {}
