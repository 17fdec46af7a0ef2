import type { CommandRunner } from 'nest-commander';

type ParsedCommand = Parameters<CommandRunner['setCommand']>[0];

/** A shell calls these, nobody else does. */
const SHELL_COMPLETION = ['completion', 'completion-script'];

/** Help lists every command below, by all of its words; what it takes stands in its own help. */
export const HELP = {
  visibleCommands: (command: ParsedCommand): ParsedCommand[] =>
    command.commands.filter((each) => !SHELL_COMPLETION.includes(each.name())).flatMap(leavesOf),
  subcommandTerm: (command: ParsedCommand): string => wordsOf(command).join(' '),
};

function leavesOf(command: ParsedCommand): ParsedCommand[] {
  return command.commands.length > 0 ? command.commands.flatMap(leavesOf) : [command];
}

/** Without the name of the program. */
function wordsOf(command: ParsedCommand): string[] {
  return command.parent ? [...wordsOf(command.parent), command.name()] : [];
}
