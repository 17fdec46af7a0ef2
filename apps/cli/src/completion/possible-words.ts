import type { Command } from 'commander';
import { commandsOf } from '../output/help';

/** Which commands and options may stand behind `typed`, with which the shell compares what has been begun. */
export function possibleWords(cruddur: Command, typed: string[]): string[] {
  const command = typed.reduce(
    (known, word) => commandsOf(known).find((each) => each.name() === word) ?? known,
    cruddur,
  );
  const names = commandsOf(command).map((each) => each.name());
  const options = command.createHelp().visibleOptions(command);
  return [...names, ...options.map((option) => option.long ?? option.flags)];
}
