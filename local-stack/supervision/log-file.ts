import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const FOLLOW_PAUSE_MS = 200;

/** Where a part of the stack of this folder logs. */
export const logFileOf = (folder: string, part: string): string => join(folder, 'logs', `${part}.log`);

/** The last lines of a log, oldest first; empty when there is no such file yet. */
export async function lastLines(file: string, count: number): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').filter(Boolean).slice(-count);
}

/** Writes what is appended to the file from now on, until `signal` says that nobody wants it. */
export async function follow(file: string, write: (text: string) => void, signal: AbortSignal): Promise<void> {
  let position = await sizeOf(file);
  while (!signal.aborted) {
    await sleep(FOLLOW_PAUSE_MS);
    const size = await sizeOf(file);
    // A file that is shorter than before was begun again.
    if (size < position) position = 0;
    if (size === position) continue;
    const appended = createReadStream(file, { start: position, end: size - 1, encoding: 'utf8' });
    for await (const chunk of appended) write(String(chunk));
    position = size;
  }
}

const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );
