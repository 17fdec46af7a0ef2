import { Command, Option } from 'nest-commander';
import type { Way } from '@local-stack/backing/choose-services';
import { loadStackConfig } from '@local-stack/settings/stack.config';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { CruddurCommand } from '../command/cruddur-command';
import { Example, WithHosts } from '../command/shared-options';
import type { HostsOption } from '../where/options';

interface StartOptions extends HostsOption {
  services?: Way;
  watch?: boolean;
}

@Example('cruddur start --services local')
@WithHosts()
@Command({
  name: 'start',
  description: 'Start the whole stack: backing services, set-up, the five services, demo data. Ctrl-C stops it.',
})
export class StartCommand extends CruddurCommand {
  async run(_arguments: string[], options: StartOptions = {}): Promise<void> {
    const config = loadStackConfig();
    const { requireMeantHosts } = await import('../../../../local-stack/ports/meant-hosts.js');
    requireMeantHosts(config, options.hosts ?? []);
    const { StackRun } = await import('../../../../local-stack/run-stack.js');
    await new StackRun(config, options).run();
  }

  @Option({
    flags: '--services <docker|local>',
    description: 'how the backing services run that no environment variable names',
  })
  services(way: string): Way {
    if (way === 'docker' || way === 'local') return way;
    throw new CliError(`--services is docker or local, not ${way}`, { exitCode: EXIT.wrongUse });
  }

  @Option({ flags: '--watch', description: 'compile what is saved, restart the services that run it, show all logs' })
  watch(): boolean {
    return true;
  }
}
