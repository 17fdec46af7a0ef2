import { Command } from 'nest-commander';
import { CommandGroup } from '../command/command-group';
import { Example } from '../command/shared-options';
import { ReportsCloseCommand } from './reports-close.command';
import { ReportsListCommand } from './reports-list.command';
import { ReportsShowCommand } from './reports-show.command';

@Example('cruddur reports list')
@Command({
  name: 'reports',
  description: 'See which messages were reported, and say what was done about them.',
  subCommands: [ReportsListCommand, ReportsShowCommand, ReportsCloseCommand],
})
export class ReportsCommand extends CommandGroup {}
