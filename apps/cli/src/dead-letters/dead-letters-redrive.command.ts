import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { RedriveOptions } from './redrive-letters';

@Example('cruddur dead-letters redrive --dry-run')
@Changes()
@SubCommand({
  name: 'redrive',
  description: 'Publish them again where they came from. Those that fail as before are kept again.',
})
export class DeadLettersRedriveCommand extends CruddurCommand {
  async run(_arguments: string[], options: RedriveOptions): Promise<void> {
    const { redriveLetters } = await import('./redrive-letters.js');
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
