import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Example } from '../command/shared-options';

interface EnvOptions {
  export?: boolean;
  json?: boolean;
}

@Example('eval "$(npx cruddur stack env messages --export)"')
@SubCommand({
  name: 'env',
  arguments: '[name]',
  description: 'The variables that a service of the running stack has, or all five, to start one by hand.',
})
export class StackEnvCommand extends CruddurCommand {
  async run([name]: string[], options: EnvOptions = {}): Promise<void> {
    const { showEnvironment } = await import('./show-environment.js');
    await showEnvironment(name, options.json ? 'json' : options.export ? 'export' : 'dotenv');
  }

  @Option({ flags: '--export', description: 'print lines that a shell evaluates' })
  export(): boolean {
    return true;
  }

  @Option({ flags: '--json', description: 'print JSON' })
  json(): boolean {
    return true;
  }
}
