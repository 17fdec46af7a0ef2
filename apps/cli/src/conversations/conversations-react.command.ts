import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { positiveNumber } from '../command/positive-number';
import { Changes, Example } from '../command/shared-options';
import type { ReactOptions } from './react-to-message';

@Example('cruddur conversations react b0e793d3-aef2-5dfc-a45c-dc3fd15790d6 3 👍 --as andrewbrown')
@Changes()
@SubCommand({
  name: 'react',
  arguments: '<groupUuid> <number> <emoji>',
  description:
    'React to a message in the name of a member, or take that back. MESSAGE_CHANGES of the environment holds.',
})
export class ConversationsReactCommand extends CruddurCommand {
  async run([groupUuid = '', number = '', emoji = '']: string[], options: ReactOptions): Promise<void> {
    const { reactToMessage } = await import('./react-to-message.js');
    await reactToMessage({ groupUuid, number: positiveNumber('<number>', number), emoji }, options);
  }

  @Option({ flags: '--as <handle>', description: 'who reacts', required: true })
  as(handle: string): string {
    return handle;
  }

  @Option({ flags: '--remove', description: 'take the reaction back' })
  remove(): boolean {
    return true;
  }
}
