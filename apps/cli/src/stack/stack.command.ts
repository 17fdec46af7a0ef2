import { CommandGroup } from '../command/command-group';
import { stackEnv } from './stack-env.command';
import { stackLogs } from './stack-logs.command';
import { stackRestart } from './stack-restart.command';
import { stackStatus } from './stack-status.command';
import { stackStop } from './stack-stop.command';

export const stack = () =>
  new CommandGroup('stack')
    .description('Look at the running stack, and act on one of its parts.')
    .has(stackStatus(), stackLogs(), stackStop(), stackRestart(), stackEnv())
    .example('cruddur stack restart gateway');
