import { Command } from 'nest-commander';
import { CommandGroup } from '../command/command-group';
import { Example } from '../command/shared-options';
import { UsersRestoreCommand } from './users-restore.command';
import { UsersShowCommand } from './users-show.command';
import { UsersSuspendCommand } from './users-suspend.command';

@Example('cruddur users show bayko')
@Command({
  name: 'users',
  description: 'People, and all that is held of them.',
  subCommands: [UsersShowCommand, UsersSuspendCommand, UsersRestoreCommand],
})
export class UsersCommand extends CommandGroup {}
