import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { CruddurCommand } from './cruddur-command';

/** A first word, such as `table`, that does nothing without a second. */
export abstract class CommandGroup extends CruddurCommand {
  override setCommand(command: Parameters<CruddurCommand['setCommand']>[0]): this {
    super.setCommand(command);
    command.allowExcessArguments();
    return this;
  }

  run([word]: string[]): Promise<void> {
    if (word === undefined) this.command.help({ error: true });
    const names = this.command.commands.map((command) => command.name());
    const message = `${this.command.name()} has no command ${word}; there are ${names.join(', ')}`;
    throw new CliError(message, { exitCode: EXIT.wrongUse });
  }
}
