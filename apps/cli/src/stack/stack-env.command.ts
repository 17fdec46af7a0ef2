import { CruddurCommand } from '../command/cruddur-command';

interface EnvOptions {
  export?: boolean;
  json?: boolean;
}

export const stackEnv = () =>
  new CruddurCommand('env')
    .argument('[name]')
    .description('The variables that a service of the running stack has, or all five, to start one by hand.')
    .option('--export', 'print lines that a shell evaluates')
    .option('--json', 'print JSON')
    .example('eval "$(npx cruddur stack env messages --export)"')
    .action(async (name: string | undefined, options: EnvOptions) => {
      const { showEnvironment } = await import('./show-environment.js');
      await showEnvironment(name, options.json ? 'json' : options.export ? 'export' : 'dotenv');
    });
