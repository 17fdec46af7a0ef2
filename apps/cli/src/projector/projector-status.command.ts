import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Example, Reads } from '../command/shared-options';
import type { ReadOptions } from '../where/options';

@Example('cruddur projector status')
@Reads()
@SubCommand({
  name: 'status',
  description: 'Show the partitions of the messages: which projector reads each, and how many records wait.',
})
export class ProjectorStatusCommand extends CruddurCommand {
  async run(_arguments: string[], options: ReadOptions): Promise<void> {
    const { showProjectorStatus } = await import('./show-status.js');
    await showProjectorStatus(options);
  }
}
