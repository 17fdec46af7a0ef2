import { SubCommand } from 'nest-commander';
import { loadCliConfig } from '../../cli.config';
import { CruddurCommand } from '../cruddur-command';
import { Example } from '../shared-options';

@Example('cruddur stack stop group-projector')
@SubCommand({ name: 'stop', arguments: '<name>', description: 'Stop a part and leave it stopped.' })
export class StackStopCommand extends CruddurCommand {
  async run([name = '']: string[]): Promise<void> {
    const { ControlClient } = await import('../../stack/control-client.js');
    await new ControlClient(loadCliConfig().CRUDDUR_FOLDER).stop(name);
    console.log(`${name} is stopped`);
  }
}
