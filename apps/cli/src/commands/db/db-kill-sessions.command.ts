import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../cruddur-command';
import { type ChangeOptions, Changes, Example } from '../shared-options';

@Example('cruddur db kill-sessions')
@Changes()
@SubCommand({
  name: 'kill-sessions',
  description: 'End all other sessions of the database.',
})
export class DbKillSessionsCommand extends CruddurCommand {
  async run(_arguments: string[], options: ChangeOptions): Promise<void> {
    const { killSessions } = await import('../../database/sessions.js');
    await killSessions(options);
  }
}
