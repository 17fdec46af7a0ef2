import { Help, Option } from 'nest-commander';

type CommandClass = { prototype: object };
type MethodDecorator = (target: object, name: string, descriptor: PropertyDescriptor) => unknown;

const withMethod =
  (name: string, method: (text?: string) => unknown, decorate: MethodDecorator) => (command: CommandClass) => {
    const descriptor = { value: method };
    Object.defineProperty(command.prototype, name, descriptor);
    decorate(command.prototype, name, descriptor);
  };

/** Ends the command's help with a line to copy. */
export const Example = (line: string) => withMethod('example', () => `\nExample: ${line}`, Help('after'));

/** An option without a value. */
const flag = (name: string, description: string) =>
  withMethod(name, () => true, Option({ flags: `--${name}`, description }));

const prod = flag('prod', 'on what the environment alone names, and on AWS where it names no endpoint');
const json = flag('json', 'print JSON');
const yes = flag('yes', 'with --prod: do not ask');

const all =
  (...decorators: ((command: CommandClass) => void)[]) =>
  (command: CommandClass): void =>
    decorators.forEach((decorate) => decorate(command));

/** For a command that makes a local stack, of services that may be named: `HostsOption`. */
export const WithHosts = () =>
  withMethod(
    'hosts',
    (list?: string) => list!.split(','),
    Option({ flags: '--hosts <names>', description: 'other machines that may be changed, comma-separated' }),
  );

/** For a command that takes a password: `PasswordOption`. All users of a machine can read what is in the arguments. */
export const WithPassword = (unless: string) =>
  withMethod(
    'passwordFile',
    (path) => path,
    Option({ flags: '--password-file <path>', description: `file with the password, - for standard input; ${unless}` }),
  );

/** For a command that works on the services: `TargetOptions`. */
export const OnTarget = () => prod;

/** For a command that may change what production is, with an answer that is not data: `ConfirmedOptions`. */
export const Confirmed = () => all(prod, yes);

/** For a command that prints what is there: `ReadOptions`. */
export const Reads = () => all(prod, json);

/** For a command that changes something and prints what: `ChangeOptions`. */
export const Changes = () => all(prod, yes, json);
