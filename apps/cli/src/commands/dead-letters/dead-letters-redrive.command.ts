import { Option, SubCommand } from 'nest-commander';
import type { RedriveOptions } from '../../dead-letters/redrive-letters';
import { CruddurCommand } from '../cruddur-command';
import { Changes, Example } from '../shared-options';

@Example('cruddur dead-letters redrive --dry-run')
@Changes()
@SubCommand({
  name: 'redrive',
  description: 'Publish them again where they came from. Those that fail as before are kept again.',
})
export class DeadLettersRedriveCommand extends CruddurCommand {
  async run(_arguments: string[], options: RedriveOptions): Promise<void> {
    const { redriveLetters } = await import('../../dead-letters/redrive-letters.js');
    await redriveLetters(options);
  }

  @Option({ flags: '--topic <name>', description: 'only this dead letter topic' })
  topic(name: string): string {
    return name;
  }

  @Option({ flags: '--dry-run', description: 'say what would go where, and publish nothing' })
  dryRun(): boolean {
    return true;
  }
}
