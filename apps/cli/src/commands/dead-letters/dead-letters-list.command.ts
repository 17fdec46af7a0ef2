import { Option, SubCommand } from 'nest-commander';
import type { ListLettersOptions } from '../../dead-letters/list-letters';
import { CruddurCommand } from '../cruddur-command';
import { Example, Reads } from '../shared-options';

@Example('cruddur dead-letters list')
@Reads()
@SubCommand({ name: 'list', description: 'Show what waits to be redriven: from where, and why it was given up.' })
export class DeadLettersListCommand extends CruddurCommand {
  async run(_arguments: string[], options: ListLettersOptions): Promise<void> {
    const { listLetters } = await import('../../dead-letters/list-letters.js');
    await listLetters(options);
  }

  @Option({ flags: '--topic <name>', description: 'only this dead letter topic' })
  topic(name: string): string {
    return name;
  }
}
