import { Command } from 'nest-commander';
import { CommandGroup } from '../command/command-group';
import { Example } from '../command/shared-options';
import { UsersEraseCommand } from './users-erase.command';
import { UsersExportCommand } from './users-export.command';
import { UsersRestoreCommand } from './users-restore.command';
import { UsersShowCommand } from './users-show.command';
import { UsersSuspendCommand } from './users-suspend.command';

@Example('cruddur users show bayko')
@Command({
  name: 'users',
  description: 'People, and all that is held of them.',
  subCommands: [UsersShowCommand, UsersSuspendCommand, UsersRestoreCommand, UsersExportCommand, UsersEraseCommand],
})
export class UsersCommand extends CommandGroup {}
