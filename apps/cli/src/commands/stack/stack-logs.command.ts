import { Option, SubCommand } from 'nest-commander';
import { loadCliConfig } from '../../cli.config';
import { CliError } from '../../cli-error';
import { CruddurCommand } from '../cruddur-command';
import { Example } from '../shared-options';

const LINES = 100;

@Example('cruddur stack logs stream-relay -f')
@SubCommand({ name: 'logs', arguments: '<name>', description: `The last ${LINES} lines that a part has logged.` })
export class StackLogsCommand extends CruddurCommand {
  async run([name = '']: string[], options: { follow?: boolean } = {}): Promise<void> {
    const { ControlClient } = await import('../../stack/control-client.js');
    const { follow, lastLines } = await import('../../stack/log-file.js');
    const { unknownPart } = await import('../../stack/stack.js');
    const parts = await new ControlClient(loadCliConfig().CRUDDUR_FOLDER).status();
    const part = parts.find((candidate) => candidate.name === name);
    if (!part) throw new CliError(unknownPart(name, parts));
    if (!part.log) throw new CliError(`${name} was not started here, so its log is not here`);
    for (const line of await lastLines(part.log, LINES)) console.log(line);
    if (options.follow) await follow(part.log, (text) => process.stdout.write(text));
  }

  @Option({ flags: '-f, --follow', description: 'go on until Ctrl-C' })
  follow(): boolean {
    return true;
  }
}
