import { rm } from 'node:fs/promises';
import { prettyFactory } from 'pino-pretty';
import { follow, logFileOf } from '../supervision/log-file';
import { reasonOf } from '../terminal/reason-of';

/** What a person at the terminal sees of the logs of several services: text, each line behind the name of its service. */
export class LogView {
  private readonly closed = new AbortController();

  constructor(
    private readonly folder: string,
    private readonly services: string[],
    private readonly write: (text: string) => void = (text) => void process.stdout.write(text),
  ) {}

  /** Shows what they log from now on, before their first line and after each restart. */
  async open(): Promise<void> {
    const widest = Math.max(...this.services.map(({ length }) => length));
    for (const service of this.services) {
      const file = logFileOf(this.folder, service);
      await rm(file, { force: true });
      const lines = new Lines((line) => this.write(`${service.padEnd(widest)} | ${readable(line)}`));
      follow(file, (text) => lines.take(text), this.closed.signal).catch((error: unknown) =>
        this.write(`the log of ${service} cannot be read any more: ${reasonOf(error)}\n`),
      );
    }
  }

  close(): void {
    this.closed.abort();
  }
}

/** A line of JSON as text; any other as it is. */
const readable: (line: string) => string = prettyFactory({
  singleLine: true,
  translateTime: 'SYS:HH:MM:ss.l',
  ignore: 'pid,hostname,service',
  colorize: process.stdout.isTTY && process.stdout.hasColors(),
});

/** Puts lines together from pieces of text. */
class Lines {
  private begun = '';

  constructor(private readonly tell: (line: string) => void) {}

  take(text: string): void {
    const lines = (this.begun + text).split('\n');
    this.begun = lines.pop()!;
    for (const line of lines) this.tell(line);
  }
}
