import { CruddurCommand } from '../command/cruddur-command';
import type { ReadOptions } from '../where/options';

interface ShowOptions extends ReadOptions {
  vite?: boolean;
  cra?: boolean;
}

export const cognitoShow = () =>
  new CruddurCommand('show')
    .description('Print what a frontend has to know of the user pool.')
    .option('--vite', 'print variables for Vite')
    .option('--cra', 'print variables for Create React App')
    .reads()
    .example('cruddur cognito show --vite > ../frontend/.env.local')
    .action(async ({ vite, cra, ...options }: ShowOptions) => {
      const { showPool } = await import('./show-pool.js');
      await showPool(options, vite ? 'VITE_' : cra ? 'REACT_APP_' : undefined);
    });
