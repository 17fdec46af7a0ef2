import { Command } from 'nest-commander';
import { CommandGroup } from '../command/command-group';
import { Example } from '../command/shared-options';
import { ProjectorRebuildCommand } from './projector-rebuild.command';
import { ProjectorReplayCommand } from './projector-replay.command';
import { ProjectorStatusCommand } from './projector-status.command';

@Example('cruddur projector status')
@Command({
  name: 'projector',
  description: 'The rows of the conversation lists, and who keeps them.',
  subCommands: [ProjectorStatusCommand, ProjectorRebuildCommand, ProjectorReplayCommand],
})
export class ProjectorCommand extends CommandGroup {}
