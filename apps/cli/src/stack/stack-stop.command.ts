import { SubCommand } from 'nest-commander';
import { loadStackConfig } from '@local-stack/settings/stack.config';
import { CruddurCommand } from '../command/cruddur-command';
import { Example } from '../command/shared-options';

@Example('cruddur stack stop group-projector')
@SubCommand({
  name: 'stop',
  arguments: '[name]',
  description: 'Stop a part and leave it stopped; without a name the whole stack, also what a killed start has left.',
})
export class StackStopCommand extends CruddurCommand {
  async run([name]: string[]): Promise<void> {
    const { RunningStack } = await import('../../../../local-stack/control/running-stack.js');
    const stack = new RunningStack(loadStackConfig().CRUDDUR_FOLDER);
    await (name === undefined ? stack.stop() : stack.stopPart(name));
    console.log(`${name ?? 'the stack'} is stopped`);
  }
}
