import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';

/** What Node, and npx before it, puts in the place of bytes that are not UTF-8. */
const LOST_BYTES = '\uFFFD';

/** @throws CliError where an argument has lost some of its bytes, which must not be taken for what was meant. */
export function checkArguments(given: string[]): void {
  const broken = given.find((argument) => argument.includes(LOST_BYTES));
  if (broken === undefined) return;
  throw new CliError(`an argument is not UTF-8 (or has a U+FFFD): ${broken}`, { exitCode: EXIT.wrongUse });
}
