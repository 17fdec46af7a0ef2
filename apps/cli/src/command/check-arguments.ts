import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';

/** What Node, and npx before it, puts in the place of bytes that are not UTF-8. */
const LOST_BYTES = '\uFFFD';

/** @throws CliError where an argument has lost some of its bytes, or is a secret that all users of the machine can read. */
export function checkArguments(given: string[]): void {
  const ours = given.includes('--') ? given.slice(0, given.indexOf('--')) : given;
  if (ours.some((argument) => /^--password(=|$)/.test(argument))) {
    const message =
      'all users of this machine can read a --password: --password-file takes a file, or - for standard input';
    throw new CliError(message, { exitCode: EXIT.wrongUse });
  }
  const broken = given.find((argument) => argument.includes(LOST_BYTES));
  if (broken === undefined) return;
  throw new CliError(`an argument is not UTF-8 (or has a U+FFFD): ${broken}`, { exitCode: EXIT.wrongUse });
}
