import { Injectable, Module } from '@nestjs/common';
import { CommandFactory, type CommandRunner, InjectCommander } from 'nest-commander';
import { CliModule } from '../../apps/cli/src/cli.module';

export type ParsedCommand = Parameters<CommandRunner['setCommand']>[0];

/** Those that do something, by their words. */
export type Commands = Map<string, ParsedCommand>;

@Injectable()
class Program {
  constructor(@InjectCommander() readonly command: unknown) {}
}

@Module({ imports: [CliModule], providers: [Program] })
class ProgramModule {}

/** The commands as `cruddur` parses them. */
export async function parsedCommands(): Promise<Commands> {
  const app = await CommandFactory.createWithoutRunning(ProgramModule);
  const commands = new Map(leavesOf(app.get(Program).command as ParsedCommand, []));
  await app.close();
  return commands;
}

function leavesOf(command: ParsedCommand, words: string[]): [string, ParsedCommand][] {
  if (command.commands.length === 0) return [[words.join(' '), command]];
  return command.commands.flatMap((each) => leavesOf(each, [...words, each.name()]));
}
