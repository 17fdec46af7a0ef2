import { RunningStack } from '@local-stack/control/running-stack';
import { loadStackConfig } from '@local-stack/settings/stack.config';
import type { PartStatus } from '@local-stack/supervision/stack';
import { CliError } from '@local-stack/terminal/cli-error';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';

const LEFT_BEHIND = 'the start of these was killed: cruddur stack stop ends them, and so does the next start';

/** `cruddur stack status`. */
export async function showParts({ json }: { json?: boolean }): Promise<void> {
  const stack = new RunningStack(loadStackConfig().CRUDDUR_FOLDER);
  const parts = await stack.parts();
  if (json) printJson(parts);
  else print(parts);
  if (!(await stack.isSupervised())) throw new CliError(LEFT_BEHIND);
}

const print = (parts: PartStatus[]): void =>
  printTable(
    ['name', 'pid', 'address', 'health', 'log'],
    parts.map(({ name, pid, address, health, log }) => [name, pid, address, health, log]),
  );
