import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../cruddur-command';
import { Example, type ReadOptions, Reads } from '../shared-options';

@Example('cruddur projector status')
@Reads()
@SubCommand({
  name: 'status',
  description: 'Show the partitions of the messages: which projector reads each, and how many records wait.',
})
export class ProjectorStatusCommand extends CruddurCommand {
  async run(_arguments: string[], options: ReadOptions): Promise<void> {
    const { showProjectorStatus } = await import('../../projector/show-status.js');
    await showProjectorStatus(options);
  }
}
