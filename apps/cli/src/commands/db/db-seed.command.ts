import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../cruddur-command';
import { type ChangeOptions, Changes, Example } from '../shared-options';

@Example('cruddur db seed')
@Changes()
@SubCommand({
  name: 'seed',
  description: 'Register the demo users who are missing.',
})
export class DbSeedCommand extends CruddurCommand {
  async run(_arguments: string[], options: ChangeOptions): Promise<void> {
    const { seedDatabase } = await import('../../database/seed.js');
    await seedDatabase(options);
  }
}
