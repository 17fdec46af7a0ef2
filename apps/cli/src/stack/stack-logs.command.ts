import { CruddurCommand } from '../command/cruddur-command';
import type { LogOptions } from './show-log';

const LINES = 100;

export const stackLogs = () =>
  new CruddurCommand('logs')
    .argument('<name>')
    .description(`The last ${LINES} lines that a part has logged.`)
    .option('-f, --follow', 'go on until Ctrl-C')
    .example('cruddur stack logs stream-relay -f')
    .action(async (name: string, options: LogOptions) => {
      const { showLog } = await import('./show-log.js');
      await showLog(name, LINES, options);
    });
