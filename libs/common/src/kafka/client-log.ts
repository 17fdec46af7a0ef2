import { Logger } from '@nestjs/common';
import { type LogEntry, logLevel } from 'kafkajs';
import { withAdvice } from './connection-advice';

const SILENCE_MS = 60_000;

/**
 * Writes what the Kafka client says. While a broker is away it says the same at every try; a line is written again only
 * when it has not been said for a minute.
 */
export function createClientLog(now: () => number = Date.now): (entry: LogEntry) => void {
  const logger = new Logger('kafkajs');
  const said = new Map<string, number>();
  return (entry) => {
    for (const [line, at] of said) if (now() - at >= SILENCE_MS) said.delete(line);
    const line = lineOf(entry);
    const isRepeated = said.has(line);
    said.set(line, now());
    if (isRepeated) return;
    if (entry.level <= logLevel.ERROR) logger.error(line);
    else logger.warn(line);
  };
}

function lineOf({ namespace, log }: LogEntry): string {
  const error = log['error'] ? `: ${String(log['error'])}` : '';
  return withAdvice(`${namespace} ${log.message}${error}`);
}
