import type { Command, HelpConfiguration, OutputConfiguration } from 'commander';

/** A shell calls these, nobody else does. */
const SHELL_COMPLETION = ['completion', 'completion-script'];

/** Help lists every command below, by all of its words; what it takes stands in its own help. */
export const HELP: HelpConfiguration = {
  visibleCommands: (command) => commandsOf(command).flatMap(leavesOf),
  subcommandTerm: (command) => wordsOf(command).join(' '),
};

/** The last column stays free, since a terminal may go on in a new line where it is written. */
const widthOf = ({ columns = 80 }: NodeJS.WriteStream): number => columns - 1;

/** What the parser prints: help as wide as the terminal, errors that begin as all others do. */
export const PARSER_OUTPUT: OutputConfiguration = {
  outputError: (text, write) => write(text.replace(/^error:/, 'cruddur:')),
  getOutHelpWidth: () => widthOf(process.stdout),
  getErrHelpWidth: () => widthOf(process.stderr),
};

/** Those right below a command, for people. */
export const commandsOf = (command: Command): Command[] =>
  command.commands.filter((each) => !SHELL_COMPLETION.includes(each.name()));

function leavesOf(command: Command): Command[] {
  return command.commands.length > 0 ? command.commands.flatMap(leavesOf) : [command];
}

/** Without the name of the program. */
function wordsOf(command: Command): string[] {
  return command.parent ? [...wordsOf(command.parent), command.name()] : [];
}
