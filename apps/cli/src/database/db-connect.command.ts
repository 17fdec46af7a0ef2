import { CruddurCommand } from '../command/cruddur-command';
import type { ConfirmedOptions } from '../where/options';

export const dbConnect = () =>
  new CruddurCommand('connect')
    .argument('[psql...]')
    .description('Open psql on the database. What follows -- is for psql.')
    .confirmed()
    .example('cruddur db connect -- -c "select handle from users"')
    .action(async (psqlArguments: string[], options: ConfirmedOptions) => {
      const { connect } = await import('./connect.js');
      await connect(psqlArguments, options);
    });
