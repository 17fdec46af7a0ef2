import { CruddurCommand } from '../command/cruddur-command';

export const stackStop = () =>
  new CruddurCommand('stop')
    .argument('[name]')
    .description('Stop a part and leave it stopped; without a name the whole stack, also what a killed start has left.')
    .example('cruddur stack stop group-projector')
    .action(async (name: string | undefined) => {
      const { stopPart } = await import('./stop-part.js');
      await stopPart(name);
    });
