import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { ChangeOptions } from '../where/options';

@Example('cruddur table seed')
@Changes()
@SubCommand({
  name: 'seed',
  description: 'Let two demo users talk to each other, unless they have done so already.',
})
export class TableSeedCommand extends CruddurCommand {
  async run(_arguments: string[], options: ChangeOptions): Promise<void> {
    const { seedTable } = await import('./seed-table.js');
    await seedTable(options);
  }
}
