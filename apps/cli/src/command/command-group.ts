import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { CruddurCommand } from './cruddur-command';

/** A first word, such as `table`, that does nothing without a second. */
export class CommandGroup extends CruddurCommand {
  constructor(name: string) {
    super(name);
    this.allowExcessArguments().action(() => this.refuse());
  }

  private refuse(): never {
    const [word] = this.args;
    if (word === undefined) this.help({ error: true });
    const names = this.commands.map((command) => command.name());
    const message = `${this.name()} has no command ${word}; there are ${names.join(', ')}`;
    throw new CliError(message, { exitCode: EXIT.wrongUse });
  }
}
