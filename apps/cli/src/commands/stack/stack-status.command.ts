import { Option, SubCommand } from 'nest-commander';
import { loadCliConfig } from '../../cli.config';
import { printTable } from '../../output/format-table';
import { printJson } from '../../output/json';
import { CruddurCommand } from '../cruddur-command';
import { Example } from '../shared-options';

@Example('cruddur stack status --json')
@SubCommand({
  name: 'status',
  description: 'Each service and app: address, pid, health by a real round trip, log file.',
})
export class StackStatusCommand extends CruddurCommand {
  async run(_arguments: string[], options: { json?: boolean } = {}): Promise<void> {
    const { ControlClient } = await import('../../stack/control-client.js');
    const parts = await new ControlClient(loadCliConfig().CRUDDUR_FOLDER).status();
    if (options.json) return printJson(parts);
    printTable(
      ['name', 'pid', 'address', 'health', 'log'],
      parts.map(({ name, pid, address, health, log }) => [name, pid, address, health, log]),
    );
  }

  @Option({ flags: '--json', description: 'print JSON' })
  json(): boolean {
    return true;
  }
}
