import { ConfigError } from '@app/common/config/config-error';
import { DomainError } from '@app/common/errors/domain-error';
import { helpOf } from '@app/common/errors/error-codes';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT, type ExitCode } from '@local-stack/terminal/exit-code';

export interface Failure {
  /** Absent where it is on the terminal already. */
  text?: string;
  exitCode: ExitCode;
}

/** What to tell of anything that was thrown: one line for what a person can mend, the whole stack for a bug. */
export function describeError(error: unknown): Failure {
  if (error instanceof CliError) return { text: `cruddur: ${error.message}`, exitCode: error.exitCode };
  if (error instanceof ConfigError) return { text: `cruddur: ${error.message}`, exitCode: EXIT.wrongUse };
  if (error instanceof DomainError) return { text: `cruddur: ${sentencesOf(error)}`, exitCode: exitCodeOf(error) };
  if (isSystemError(error)) return { text: `cruddur: ${error.message}`, exitCode: EXIT.failed };
  if (isParserError(error)) return { exitCode: error.exitCode === 0 ? EXIT.done : EXIT.wrongUse };
  return { text: error instanceof Error ? (error.stack ?? error.message) : String(error), exitCode: EXIT.failed };
}

/** Of what is wrong; with the codes, by which the documents have it, where they say all. */
const sentencesOf = ({ detail, codes }: DomainError): string => detail ?? `${helpOf(codes)} (${codes.join(', ')})`;

function exitCodeOf({ status, retriable, code }: DomainError): ExitCode {
  if (retriable) return EXIT.unavailable;
  if (status === 404 || code.endsWith('_unknown')) return EXIT.notFound;
  return status === 422 ? EXIT.wrongUse : EXIT.failed;
}

/** A file that cannot be written, a disk that is full: the message names it. */
const isSystemError = (error: unknown): error is Error => error instanceof Error && 'syscall' in error;

/** The parser has printed what is wrong, or the help that was asked for. */
const isParserError = (error: unknown): error is Error & { exitCode: number } =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('commander.');
