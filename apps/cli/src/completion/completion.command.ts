import { CruddurCommand } from '../command/cruddur-command';
import { possibleWords } from './possible-words';

/** Is asked by the shell at each Tab, and so loads nothing. */
export const completion = (cruddur: CruddurCommand) =>
  new CruddurCommand('completion')
    .argument('[typed...]')
    .description('Print the words that may stand behind those that are typed.')
    .action((typed: string[]) => console.log(possibleWords(cruddur, typed).join('\n')));
