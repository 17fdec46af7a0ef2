import { CruddurCommand } from '../command/cruddur-command';
import type { RestartOptions } from './restart-part';

export const stackRestart = () =>
  new CruddurCommand('restart')
    .argument('<name>')
    .description('Stop a part if it runs, start it from what stands in the sources, and wait until it is ready.')
    .option('--inspect', 'let a debugger attach to it, until it is restarted without')
    .example('cruddur stack restart gateway')
    .action(async (name: string, options: RestartOptions) => {
      const { restartPart } = await import('./restart-part.js');
      await restartPart(name, options);
    });
