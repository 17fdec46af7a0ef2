import { CommandRunner } from 'nest-commander';

type ParsedCommand = Parameters<CommandRunner['setCommand']>[0];

/** A command that takes nothing it does not know, and whose wrong use ends with an exit code of its own. */
export abstract class CruddurCommand extends CommandRunner {
  override setCommand(command: ParsedCommand): this {
    command
      .allowExcessArguments(false)
      .showHelpAfterError('--help shows what this command takes')
      .exitOverride((error) => {
        throw error;
      });
    return super.setCommand(command);
  }
}
