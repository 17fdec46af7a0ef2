import { Option, SubCommand } from 'nest-commander';
import { loadCliConfig } from '../../cli.config';
import { CliError } from '../../cli-error';
import { printTable } from '../../output/format-table';
import { printJson } from '../../output/json';
import type { PartStatus } from '../../stack/stack';
import { CruddurCommand } from '../cruddur-command';
import { Example } from '../shared-options';

@Example('cruddur stack status --json')
@SubCommand({
  name: 'status',
  description: 'Each service and app: address, pid, health by a real round trip, log file.',
})
export class StackStatusCommand extends CruddurCommand {
  async run(_arguments: string[], options: { json?: boolean } = {}): Promise<void> {
    const { RunningStack } = await import('../../stack/running-stack.js');
    const stack = new RunningStack(loadCliConfig().CRUDDUR_FOLDER);
    const parts = await stack.parts();
    if (options.json) printJson(parts);
    else print(parts);
    if (!(await stack.isSupervised())) throw new CliError(LEFT_BEHIND);
  }

  @Option({ flags: '--json', description: 'print JSON' })
  json(): boolean {
    return true;
  }
}

const LEFT_BEHIND = 'the start of these was killed: cruddur stack stop ends them, and so does the next start';

const print = (parts: PartStatus[]): void =>
  printTable(
    ['name', 'pid', 'address', 'health', 'log'],
    parts.map(({ name, pid, address, health, log }) => [name, pid, address, health, log]),
  );
