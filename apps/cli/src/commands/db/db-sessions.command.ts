import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../cruddur-command';
import { type ReadOptions, Reads, Example } from '../shared-options';

@Example('cruddur db sessions')
@Reads()
@SubCommand({
  name: 'sessions',
  description: 'Show who is connected to the database.',
})
export class DbSessionsCommand extends CruddurCommand {
  async run(_arguments: string[], options: ReadOptions): Promise<void> {
    const { listSessions } = await import('../../database/sessions.js');
    await listSessions(options);
  }
}
