import { Option, SubCommand } from 'nest-commander';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { ReplayOptions } from './replay-messages';

@Example('cruddur projector replay --since 2026-11-24T08:00:00Z --dry-run')
@Changes()
@SubCommand({
  name: 'replay',
  description: 'Let stopped projectors begin again at the oldest message that Kafka has. No row goes backwards.',
})
export class ProjectorReplayCommand extends CruddurCommand {
  async run(_arguments: string[], options: ReplayOptions): Promise<void> {
    const { replayMessages } = await import('./replay-messages.js');
    await replayMessages(options);
  }

  @Option({ flags: '--since <time>', description: 'only what Kafka got since then, as 2026-11-24T08:00:00Z' })
  since(time: string): number {
    const since = Date.parse(time);
    if (!Number.isNaN(since)) return since;
    throw new CliError(`--since is a time like 2026-11-24T08:00:00Z, not ${time}`, { exitCode: EXIT.wrongUse });
  }

  @Option({ flags: '--dry-run', description: 'say how many records that are, and move nothing' })
  dryRun(): boolean {
    return true;
  }
}
