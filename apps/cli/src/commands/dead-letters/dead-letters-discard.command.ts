import { Option, SubCommand } from 'nest-commander';
import type { DiscardOptions } from '../../dead-letters/discard-letters';
import { CruddurCommand } from '../cruddur-command';
import { Changes, Example } from '../shared-options';

@Example('cruddur dead-letters discard --topic cruddur.messages.group-projector.dead-letter')
@Changes()
@SubCommand({
  name: 'discard',
  description: 'Give up what waits in one dead letter topic, and print it.',
})
export class DeadLettersDiscardCommand extends CruddurCommand {
  async run(_arguments: string[], options: DiscardOptions): Promise<void> {
    const { discardLetters } = await import('../../dead-letters/discard-letters.js');
    await discardLetters(options);
  }

  @Option({ flags: '--topic <name>', description: 'the dead letter topic', required: true })
  topic(name: string): string {
    return name;
  }
}
