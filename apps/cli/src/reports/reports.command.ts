import { CommandGroup } from '../command/command-group';
import { reportsClose } from './reports-close.command';
import { reportsList } from './reports-list.command';
import { reportsShow } from './reports-show.command';

export const reports = () =>
  new CommandGroup('reports')
    .description('See which messages were reported, and say what was done about them.')
    .has(reportsList(), reportsShow(), reportsClose())
    .example('cruddur reports list');
