import { Command, Option } from 'nest-commander';
import { loadCliConfig } from '../cli.config';
import { CliError } from '../cli-error';
import { EXIT } from '../exit-code';
import type { Way } from '../stack/choose-services';
import { CruddurCommand } from './cruddur-command';
import { Example } from './shared-options';

@Example('cruddur start --services local')
@Command({
  name: 'start',
  description: 'Start the whole stack: backing services, set-up, the five services, demo data. Ctrl-C stops it.',
})
export class StartCommand extends CruddurCommand {
  async run(_arguments: string[], options: { services?: Way } = {}): Promise<void> {
    const { StackRun } = await import('../stack/run-stack.js');
    await new StackRun(loadCliConfig(), options.services).run();
  }

  @Option({
    flags: '--services <docker|local>',
    description: 'how the backing services run that no environment variable names',
  })
  services(way: string): Way {
    if (way === 'docker' || way === 'local') return way;
    throw new CliError(`--services is docker or local, not ${way}`, { exitCode: EXIT.wrongUse });
  }
}
