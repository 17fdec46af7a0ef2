import { CommandGroup } from '../command/command-group';
import { usersErase } from './users-erase.command';
import { usersExport } from './users-export.command';
import { usersRestore } from './users-restore.command';
import { usersShow } from './users-show.command';
import { usersSuspend } from './users-suspend.command';

export const users = () =>
  new CommandGroup('users')
    .description('People, and all that is held of them.')
    .has(usersShow(), usersSuspend(), usersRestore(), usersExport(), usersErase())
    .example('cruddur users show bayko');
