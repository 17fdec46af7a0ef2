import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AppName, APPS } from './stack';

export interface LogLine {
  service: string;
  time: string;
  level: string;
  msg?: string;
  request_id?: string;
  trace_id?: string;
  [field: string]: unknown;
}

/** What an app has written so far, line by line. */
export const logOf = (logs: string, app: AppName): Promise<string[]> => linesOf(join(logs, `${app}.log`));

/** The same of a file that holds lines of ours alone. */
export const logLines = async (file: string): Promise<LogLine[]> =>
  (await linesOf(file)).map((line) => JSON.parse(line) as LogLine);

const linesOf = async (file: string): Promise<string[]> => (await readFile(file, 'utf8')).split('\n').filter(Boolean);

/** @throws until the relay has published from the stream: before, it publishes what the table holds, and then that again. */
export async function relayHasComeToTheStream(logs: string): Promise<void> {
  const lines = (await logOf(logs, 'stream-relay')).map((line) => JSON.parse(line) as LogLine);
  const eventIds = lines.flatMap(({ event_id }) => (typeof event_id === 'string' ? event_id : []));
  if (eventIds.every((id) => id.startsWith('table/'))) throw new Error('nothing from the stream yet');
}

/** By app: its lines that go back to this request. */
export async function linesOfRequest(logs: string, requestId: string): Promise<Record<AppName, LogLine[]>> {
  const entries = APPS.map(async (app) => {
    const lines = (await logOf(logs, app)).filter((line) => line.includes(requestId));
    return [app, lines.map((line) => JSON.parse(line) as LogLine)] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<AppName, LogLine[]>;
}
