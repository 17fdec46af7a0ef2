import { CruddurCommand } from '../command/cruddur-command';

export const reset = () =>
  new CruddurCommand('reset')
    .description('Forget all data and logs of the local stack, which must not be running.')
    .example('cruddur reset && cruddur start')
    .action(async () => {
      const { forgetData } = await import('./forget-data.js');
      await forgetData();
    });
