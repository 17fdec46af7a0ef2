import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { ChangeOptions } from '../where/options';

@Example('cruddur db seed')
@Changes()
@SubCommand({
  name: 'seed',
  description: 'Register the demo users who are missing.',
})
export class DbSeedCommand extends CruddurCommand {
  async run(_arguments: string[], options: ChangeOptions): Promise<void> {
    const { seedDatabase } = await import('./seed.js');
    await seedDatabase(options);
  }
}
