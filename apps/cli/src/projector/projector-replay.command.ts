import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { CruddurCommand } from '../command/cruddur-command';
import type { ReplayOptions } from './replay-messages';

export const projectorReplay = () =>
  new CruddurCommand('replay')
    .description('Let stopped projectors begin again at the oldest message that Kafka has. No row goes backwards.')
    .option('--since <time>', 'only what Kafka got since then, as 2026-11-24T08:00:00Z', moment)
    .option('--dry-run', 'say how many records that are, and move nothing')
    .changes()
    .example('cruddur projector replay --since 2026-11-24T08:00:00Z --dry-run')
    .action(async (options: ReplayOptions) => {
      const { replayMessages } = await import('./replay-messages.js');
      await replayMessages(options);
    });

function moment(text: string): number {
  const since = Date.parse(text);
  if (!Number.isNaN(since)) return since;
  throw new CliError(`--since is a time like 2026-11-24T08:00:00Z, not ${text}`, { exitCode: EXIT.wrongUse });
}
