import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { reasonOf } from '@local-stack/terminal/reason-of';

/** Adds the variables of a file, if there is one, to the environment. What is there already wins. */
export function readDotenv(file: string, environment: NodeJS.ProcessEnv = process.env): void {
  const text = textOf(file);
  if (text !== undefined) Object.assign(environment, { ...parseEnv(text), ...environment });
}

/** Without a byte order mark, which would become part of the first variable's name. */
function textOf(file: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new CliError(`${file} cannot be read: ${reasonOf(error)}`, { exitCode: EXIT.wrongUse, cause: error });
  }
}
