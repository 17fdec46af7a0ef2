import { Command } from 'commander';
import { HELP, PARSER_OUTPUT } from '../output/help';

/** A command that takes nothing it does not know, and whose wrong use ends with an exit code of its own. */
export class CruddurCommand extends Command {
  constructor(name: string) {
    super(name);
    this.showHelpAfterError('--help shows what this command takes')
      .exitOverride()
      .configureOutput(PARSER_OUTPUT)
      .configureHelp(HELP);
  }

  /** In the order in which help lists them. */
  has(...commands: CruddurCommand[]): this {
    commands.forEach((command) => this.addCommand(command));
    return this;
  }

  /** Ends the command's help with a line to copy. */
  example(line: string): this {
    return this.addHelpText('after', `\nExample: ${line}`);
  }

  /** For a command that works on the services: `TargetOptions`. */
  onTarget(): this {
    return this.option('--prod', 'on what the environment alone names, and on AWS where it names no endpoint');
  }

  /** For a command that may change what production is, with an answer that is not data: `ConfirmedOptions`. */
  confirmed(): this {
    return this.onTarget().option('--yes', 'with --prod: do not ask');
  }

  /** For a command that prints what is there: `ReadOptions`. */
  reads(): this {
    return this.onTarget().option('--json', 'print JSON');
  }

  /** For a command that changes something and prints what: `ChangeOptions`. */
  changes(): this {
    return this.confirmed().option('--json', 'print JSON');
  }

  /** For a command that takes a password: `PasswordOption`. All users of a machine can read what is in the arguments. */
  withPassword(unless: string): this {
    return this.option('--password-file <path>', `file with the password, - for standard input; ${unless}`);
  }

  /** For a command that makes a local stack, of services that may be named: `HostsOption`. */
  withHosts(): this {
    return this.option('--hosts <names>', 'other machines that may be changed, comma-separated', (list: string) =>
      list.split(','),
    );
  }
}
