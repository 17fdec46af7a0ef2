import { Command } from 'nest-commander';
import { CommandGroup } from '../command/command-group';
import { Example } from '../command/shared-options';
import { StackEnvCommand } from './stack-env.command';
import { StackLogsCommand } from './stack-logs.command';
import { StackRestartCommand } from './stack-restart.command';
import { StackStatusCommand } from './stack-status.command';
import { StackStopCommand } from './stack-stop.command';

@Example('cruddur stack restart gateway')
@Command({
  name: 'stack',
  description: 'Look at the running stack, and act on one of its parts.',
  subCommands: [StackStatusCommand, StackLogsCommand, StackStopCommand, StackRestartCommand, StackEnvCommand],
})
export class StackCommand extends CommandGroup {}
