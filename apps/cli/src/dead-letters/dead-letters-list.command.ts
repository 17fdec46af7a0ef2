import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Example, Reads } from '../command/shared-options';
import type { ListLettersOptions } from './list-letters';

@Example('cruddur dead-letters list')
@Reads()
@SubCommand({ name: 'list', description: 'Show what waits to be redriven: from where, and why it was given up.' })
export class DeadLettersListCommand extends CruddurCommand {
  async run(_arguments: string[], options: ListLettersOptions): Promise<void> {
    const { listLetters } = await import('./list-letters.js');
    await listLetters(options);
  }

  @Option({ flags: '--topic <name>', description: 'only this dead letter topic' })
  topic(name: string): string {
    return name;
  }
}
