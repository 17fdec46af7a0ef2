import { CommandGroup } from '../command/command-group';
import { projectorRebuild } from './projector-rebuild.command';
import { projectorReplay } from './projector-replay.command';
import { projectorStatus } from './projector-status.command';

export const projector = () =>
  new CommandGroup('projector')
    .description('The rows of the conversation lists, and who keeps them.')
    .has(projectorStatus(), projectorRebuild(), projectorReplay())
    .example('cruddur projector status');
