import { Option, SubCommand } from 'nest-commander';
import { loadCliConfig } from '../../cli.config';
import { CliError } from '../../cli-error';
import { answer } from '../../output/output';
import { CruddurCommand } from '../cruddur-command';
import { Example } from '../shared-options';

const LINES = 100;

@Example('cruddur stack logs stream-relay -f')
@SubCommand({ name: 'logs', arguments: '<name>', description: `The last ${LINES} lines that a part has logged.` })
export class StackLogsCommand extends CruddurCommand {
  async run([name = '']: string[], options: { follow?: boolean } = {}): Promise<void> {
    const { RunningStack } = await import('../../stack/running-stack.js');
    const { follow, lastLines } = await import('../../stack/log-file.js');
    const { unknownPart } = await import('../../stack/stack.js');
    const parts = await new RunningStack(loadCliConfig().CRUDDUR_FOLDER).parts();
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
