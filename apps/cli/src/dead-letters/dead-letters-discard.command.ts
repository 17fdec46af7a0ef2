import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { DiscardOptions } from './discard-letters';

@Example('cruddur dead-letters discard --topic cruddur.messages.group-projector.dead-letter')
@Changes()
@SubCommand({
  name: 'discard',
  description: 'Give up what waits in one dead letter topic, and print it.',
})
export class DeadLettersDiscardCommand extends CruddurCommand {
  async run(_arguments: string[], options: DiscardOptions): Promise<void> {
    const { discardLetters } = await import('./discard-letters.js');
    await discardLetters(options);
  }

  @Option({ flags: '--topic <name>', description: 'the dead letter topic', required: true })
  topic(name: string): string {
    return name;
  }
}
