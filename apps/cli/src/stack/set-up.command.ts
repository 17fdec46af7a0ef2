import { CruddurCommand } from '../command/cruddur-command';
import type { SetUpOptions } from './set-up-services';

export const setUp = () =>
  new CruddurCommand('set-up')
    .description(
      'Wait for local backing services and create what is missing there: tables, topics, schema, demo users.',
    )
    .option(
      '--output <path>',
      'file that gets what gateway and users have to know of the user pool and of the demo users',
    )
    .withHosts()
    .example('cruddur set-up --output sign-in.env')
    .action(async (options: SetUpOptions) => {
      const { setUpServices } = await import('./set-up-services.js');
      await setUpServices(options);
    });
