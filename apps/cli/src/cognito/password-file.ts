import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { Writable } from 'node:stream';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { reasonOf } from '@local-stack/terminal/reason-of';

const STANDARD_INPUT = '-';

/**
 * The password in a file, or in standard input where the path is `-`: at a terminal it is asked for, and not shown. The
 * line end behind it does not belong to it.
 */
export async function readPassword(path: string): Promise<string> {
  const password = (path === STANDARD_INPUT ? await fromInput() : await fromFile(path)).replace(/\r?\n$/, '');
  if (password === '') throw new CliError('the password is empty', { exitCode: EXIT.wrongUse });
  return password;
}

async function fromFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new CliError(`${path} cannot be read: ${reasonOf(error)}`, { exitCode: EXIT.wrongUse, cause: error });
  }
}

async function fromInput(): Promise<string> {
  if (!process.stdin.isTTY) return text(process.stdin);
  process.stderr.write('Password: ');
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const line = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const ended = new AbortController();
  line.once('close', () => ended.abort());
  try {
    return await line.question('', { signal: ended.signal });
  } catch {
    throw new CliError('interrupted', { exitCode: EXIT.interrupted });
  } finally {
    line.close();
    process.stderr.write('\n');
  }
}
