import type { Way } from '@local-stack/backing/choose-services';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { CruddurCommand } from '../command/cruddur-command';
import type { StartOptions } from './start-stack';

export const start = () =>
  new CruddurCommand('start')
    .description('Start the whole stack: backing services, set-up, the five services, demo data. Ctrl-C stops it.')
    .option('--services <docker|local>', 'how the backing services run that no environment variable names', wayOf)
    .option('--watch', 'compile what is saved, restart the services that run it, show all logs')
    .withHosts()
    .example('cruddur start --services local')
    .action(async (options: StartOptions) => {
      const { startStack } = await import('./start-stack.js');
      await startStack(options);
    });

function wayOf(text: string): Way {
  if (text === 'docker' || text === 'local') return text;
  throw new CliError(`--services is docker or local, not ${text}`, { exitCode: EXIT.wrongUse });
}
