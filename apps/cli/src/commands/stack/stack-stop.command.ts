import { SubCommand } from 'nest-commander';
import { loadCliConfig } from '../../cli.config';
import { CruddurCommand } from '../cruddur-command';
import { Example } from '../shared-options';

@Example('cruddur stack stop group-projector')
@SubCommand({
  name: 'stop',
  arguments: '[name]',
  description: 'Stop a part and leave it stopped; without a name the whole stack, also what a killed start has left.',
})
export class StackStopCommand extends CruddurCommand {
  async run([name]: string[]): Promise<void> {
    const { RunningStack } = await import('../../stack/running-stack.js');
    const stack = new RunningStack(loadCliConfig().CRUDDUR_FOLDER);
    await (name === undefined ? stack.stop() : stack.stopPart(name));
    console.log(`${name ?? 'the stack'} is stopped`);
  }
}
