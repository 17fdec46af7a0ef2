import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Example, Reads } from '../command/shared-options';
import type { ReadOptions } from '../where/options';

@Example('cruddur relay status')
@Reads()
@SubCommand({
  name: 'status',
  description: 'Show the shards of the stream: who reads each, and how far it is published.',
})
export class RelayStatusCommand extends CruddurCommand {
  async run(_arguments: string[], options: ReadOptions): Promise<void> {
    const { showRelayStatus } = await import('./show-status.js');
    await showRelayStatus(options);
  }
}
