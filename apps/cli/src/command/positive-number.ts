import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';

/** The value of an option that counts something. */
export function positiveNumber(option: string, text: string, most = Number.MAX_SAFE_INTEGER): number {
  const number = /^\d+$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= most) return number;
  const range = most === Number.MAX_SAFE_INTEGER ? 'of 1 or more' : `from 1 to ${most}`;
  throw new CliError(`${option} is a whole number ${range}, not ${text}`, { exitCode: EXIT.wrongUse });
}

/** The value of an option that may be 0, such as how much is known already. */
export function wholeNumber(option: string, text: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(number)) return number;
  throw new CliError(`${option} is a whole number, not ${text}`, { exitCode: EXIT.wrongUse });
}
