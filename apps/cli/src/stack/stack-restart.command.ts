import { Option, SubCommand } from 'nest-commander';
import { loadStackConfig } from '@local-stack/settings/stack.config';
import { CruddurCommand } from '../command/cruddur-command';
import { Example } from '../command/shared-options';

@Example('cruddur stack restart gateway')
@SubCommand({
  name: 'restart',
  arguments: '<name>',
  description: 'Stop a part if it runs, start it from what stands in the sources, and wait until it is ready.',
})
export class StackRestartCommand extends CruddurCommand {
  async run([name = '']: string[], options: { inspect?: boolean } = {}): Promise<void> {
    const { ControlClient } = await import('../../../../local-stack/control/control-client.js');
    const { inspectorPort } = await new ControlClient(loadStackConfig().CRUDDUR_FOLDER).restart(name, options);
    const debuggers = inspectorPort ? `; a debugger attaches at 127.0.0.1:${inspectorPort}` : '';
    console.log(`${name} is ready again${debuggers}`);
  }

  @Option({ flags: '--inspect', description: 'let a debugger attach to it, until it is restarted without' })
  inspect(): boolean {
    return true;
  }
}
