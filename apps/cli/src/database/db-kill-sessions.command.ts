import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { ChangeOptions } from '../where/options';

@Example('cruddur db kill-sessions')
@Changes()
@SubCommand({
  name: 'kill-sessions',
  description: 'End all other sessions of the database.',
})
export class DbKillSessionsCommand extends CruddurCommand {
  async run(_arguments: string[], options: ChangeOptions): Promise<void> {
    const { killSessions } = await import('./sessions.js');
    await killSessions(options);
  }
}
