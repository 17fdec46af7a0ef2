import { CruddurCommand } from '../command/cruddur-command';
import type { ChangeOptions } from '../where/options';

export const tableSeed = () =>
  new CruddurCommand('seed')
    .description('Let two demo users talk to each other, unless they have done so already.')
    .changes()
    .example('cruddur table seed')
    .action(async (options: ChangeOptions) => {
      const { seedTable } = await import('./seed-table.js');
      await seedTable(options);
    });
