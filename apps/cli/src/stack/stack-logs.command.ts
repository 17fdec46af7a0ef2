import { Option, SubCommand } from 'nest-commander';
import { loadStackConfig } from '@local-stack/settings/stack.config';
import { CliError } from '@local-stack/terminal/cli-error';
import { CruddurCommand } from '../command/cruddur-command';
import { Example } from '../command/shared-options';
import { answer } from '../output/output';

const LINES = 100;

@Example('cruddur stack logs stream-relay -f')
@SubCommand({ name: 'logs', arguments: '<name>', description: `The last ${LINES} lines that a part has logged.` })
export class StackLogsCommand extends CruddurCommand {
  async run([name = '']: string[], options: { follow?: boolean } = {}): Promise<void> {
    const { RunningStack } = await import('../../../../local-stack/control/running-stack.js');
    const { follow, lastLines } = await import('../../../../local-stack/supervision/log-file.js');
    const { unknownPart } = await import('../../../../local-stack/supervision/stack.js');
    const parts = await new RunningStack(loadStackConfig().CRUDDUR_FOLDER).parts();
    const part = parts.find((candidate) => candidate.name === name);
    if (!part) throw unknownPart(name, parts);
    if (!part.log) throw new CliError(`${name} was not started here, so its log is not here`);
    for (const line of await lastLines(part.log, LINES)) console.log(line);
    if (options.follow) await follow(part.log, (text) => process.stdout.write(text), answer.unread);
  }

  @Option({ flags: '-f, --follow', description: 'go on until Ctrl-C' })
  follow(): boolean {
    return true;
  }
}
