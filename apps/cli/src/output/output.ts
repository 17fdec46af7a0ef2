import { CliError } from '@local-stack/terminal/cli-error';
import { reasonOf } from '@local-stack/terminal/reason-of';

/** What a pipe says whose reader has gone, or a socket that stands for one. */
const READER_GONE = ['EPIPE', 'ECONNRESET'];
/** And a terminal that was closed. From a file it is a broken disk. */
const TERMINAL_GONE = 'EIO';

/**
 * One of the two places to which a command writes. A reader that has gone only silences it: the command goes on to its
 * end, and its exit code tells what it has done. Any other failure of a write is the command's own, at its end.
 */
export class Output {
  /** Why the last write failed; undefined while they succeed. */
  private lost: NodeJS.ErrnoException | undefined;
  private readonly reader = new AbortController();

  constructor(private readonly stream: NodeJS.WriteStream) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.lost ??= error;
      if (this.isUnread(error)) this.reader.abort(this.failure(error));
    });
  }

  /** Aborts when nobody reads what is written. */
  get unread(): AbortSignal {
    return this.reader.signal;
  }

  /** Resolves when the system has taken all that was written, or lost it. */
  flush(): Promise<void> {
    return new Promise((resolve) => this.stream.write('', () => resolve()));
  }

  /** @throws CliError where something that was written has been lost, be it for want of a reader. */
  async delivered(): Promise<void> {
    await this.flush();
    if (this.lost) throw this.failure(this.lost);
  }

  /** Why the command has failed, although it may have done all else. */
  async complaint(): Promise<string | undefined> {
    await this.flush();
    return this.lost && !this.isUnread(this.lost) ? this.failure(this.lost).message : undefined;
  }

  private isUnread({ code = '' }: NodeJS.ErrnoException): boolean {
    return READER_GONE.includes(code) || (code === TERMINAL_GONE && this.stream.isTTY);
  }

  private failure(error: Error): CliError {
    return new CliError(`what it prints cannot be written: ${reasonOf(error)}`, { cause: error });
  }
}

/** The answer of the command. */
export const answer = new Output(process.stdout);

/** What it says beside that. */
export const remarks = new Output(process.stderr);
