import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Example, Reads } from '../command/shared-options';
import type { ReadOptions } from '../where/options';

interface ShowOptions extends ReadOptions {
  vite?: boolean;
  cra?: boolean;
}

@Example('cruddur cognito show --vite > ../frontend/.env.local')
@Reads()
@SubCommand({ name: 'show', description: 'Print what a frontend has to know of the user pool.' })
export class CognitoShowCommand extends CruddurCommand {
  async run(_arguments: string[], { vite, cra, ...options }: ShowOptions): Promise<void> {
    const { showPool } = await import('./show-pool.js');
    await showPool(options, vite ? 'VITE_' : cra ? 'REACT_APP_' : undefined);
  }

  @Option({ flags: '--vite', description: 'print variables for Vite' })
  forVite(): boolean {
    return true;
  }

  @Option({ flags: '--cra', description: 'print variables for Create React App' })
  forCreateReactApp(): boolean {
    return true;
  }
}
