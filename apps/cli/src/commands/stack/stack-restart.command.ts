import { SubCommand } from 'nest-commander';
import { loadCliConfig } from '../../cli.config';
import { CruddurCommand } from '../cruddur-command';
import { Example } from '../shared-options';

@Example('cruddur stack restart gateway')
@SubCommand({
  name: 'restart',
  arguments: '<name>',
  description: 'Stop a part if it runs, start it, and wait until it is ready.',
})
export class StackRestartCommand extends CruddurCommand {
  async run([name = '']: string[]): Promise<void> {
    const { ControlClient } = await import('../../stack/control-client.js');
    await new ControlClient(loadCliConfig().CRUDDUR_FOLDER).restart(name);
    console.log(`${name} is ready again`);
  }
}
