import type { Command } from 'commander';
import { program } from '../../apps/cli/src/program';
import { commandsOf } from '../../apps/cli/src/output/help';

/** Those that do something, by their words. */
export type Commands = Map<string, Command>;

/** The commands as `cruddur` parses them. */
export const parsedCommands = (): Commands => new Map(leavesOf(program(), []));

function leavesOf(command: Command, words: string[]): [string, Command][] {
  if (command.commands.length === 0) return [[words.join(' '), command]];
  return commandsOf(command).flatMap((each) => leavesOf(each, [...words, each.name()]));
}
