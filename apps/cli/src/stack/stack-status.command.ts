import { Option, SubCommand } from 'nest-commander';
import { loadStackConfig } from '@local-stack/settings/stack.config';
import type { PartStatus } from '@local-stack/supervision/stack';
import { CliError } from '@local-stack/terminal/cli-error';
import { CruddurCommand } from '../command/cruddur-command';
import { Example } from '../command/shared-options';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';

@Example('cruddur stack status --json')
@SubCommand({
  name: 'status',
  description: 'Each service and app: address, pid, health by a real round trip, log file.',
})
export class StackStatusCommand extends CruddurCommand {
  async run(_arguments: string[], options: { json?: boolean } = {}): Promise<void> {
    const { RunningStack } = await import('../../../../local-stack/control/running-stack.js');
    const stack = new RunningStack(loadStackConfig().CRUDDUR_FOLDER);
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
