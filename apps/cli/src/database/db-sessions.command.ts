import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Reads, Example } from '../command/shared-options';
import type { ReadOptions } from '../where/options';

@Example('cruddur db sessions')
@Reads()
@SubCommand({
  name: 'sessions',
  description: 'Show who is connected to the database.',
})
export class DbSessionsCommand extends CruddurCommand {
  async run(_arguments: string[], options: ReadOptions): Promise<void> {
    const { listSessions } = await import('./sessions.js');
    await listSessions(options);
  }
}
