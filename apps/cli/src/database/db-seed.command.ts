import { CruddurCommand } from '../command/cruddur-command';
import type { ChangeOptions } from '../where/options';

export const dbSeed = () =>
  new CruddurCommand('seed')
    .description('Register the demo users who are missing.')
    .changes()
    .example('cruddur db seed')
    .action(async (options: ChangeOptions) => {
      const { seedDatabase } = await import('./seed.js');
      await seedDatabase(options);
    });
