import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { JAVA_ENVIRONMENT } from './java';

/** There are many small files, and each costs a way there and back. */
const SIDE_BY_SIDE = '-Daether.connector.basic.threads=16';
const DOWNLOADED = /Downloaded from .* \((?<size>[\d.]+) (?<unit>[kM]?)B/;
const BYTES: Record<string, number> = { '': 1, k: 1e3, M: 1e6 };
const ERROR = /^\[ERROR\] (?<text>\S.*)/;

/**
 * Runs Maven as this machine has it set up: with its mirrors, proxies and local repository.
 * @throws an error with the first line that says why it failed.
 */
export async function runMaven(args: string[], downloaded: (bytes: number) => void): Promise<void> {
  const maven = spawn('mvn', ['-B', '-Dstyle.color=never', SIDE_BY_SIDE, ...args], {
    env: { ...process.env, ...JAVA_ENVIRONMENT },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const leave = (): void => void maven.kill();
  process.once('exit', leave);
  try {
    const [[code], complaint, lastLine] = await Promise.all([
      once(maven, 'exit') as Promise<[number | null]>,
      complaintOf(maven.stdout, downloaded),
      lastLineOf(maven.stderr),
    ]);
    if (code !== 0) throw new Error(complaint ?? lastLine ?? 'Maven failed');
  } finally {
    process.off('exit', leave);
  }
}

async function complaintOf(output: Readable, downloaded: (bytes: number) => void): Promise<string | undefined> {
  let complaint: string | undefined;
  for await (const line of linesOf(output)) {
    const size = DOWNLOADED.exec(line)?.groups;
    if (size) downloaded(Number(size['size']) * BYTES[size['unit']!]!);
    complaint ??= ERROR.exec(line)?.groups?.['text'];
  }
  return complaint?.replace(/ -> \[Help.*/, '');
}

/** What keeps Maven from running at all. */
async function lastLineOf(output: Readable): Promise<string | undefined> {
  let last: string | undefined;
  for await (const line of linesOf(output)) last = line.trim() || last;
  return last;
}

async function* linesOf(output: Readable): AsyncGenerator<string> {
  for await (const line of createInterface(output)) yield stripVTControlCharacters(line);
}
