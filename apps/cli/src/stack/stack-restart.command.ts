import { SubCommand } from 'nest-commander';
import { loadStackConfig } from '@local-stack/settings/stack.config';
import { CruddurCommand } from '../command/cruddur-command';
import { Example } from '../command/shared-options';

@Example('cruddur stack restart gateway')
@SubCommand({
  name: 'restart',
  arguments: '<name>',
  description: 'Stop a part if it runs, start it, and wait until it is ready.',
})
export class StackRestartCommand extends CruddurCommand {
  async run([name = '']: string[]): Promise<void> {
    const { ControlClient } = await import('../../../../local-stack/control/control-client.js');
    await new ControlClient(loadStackConfig().CRUDDUR_FOLDER).restart(name);
    console.log(`${name} is ready again`);
  }
}
