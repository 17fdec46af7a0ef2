import type { CruddurError } from '../../../../libs/client/src';
import { DomainError } from '@app/common/errors';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { reasonOf } from '@local-stack/terminal/reason-of';
import { note } from '@local-stack/terminal/terminal';

interface Watched {
  url: string;
  handle: string;
  since: string | undefined;
}

/** Says beside the events whether there are any to come, once for each change of that. */
export class WatchedGateway {
  private readonly giveUp = new AbortController();
  private state: 'new' | 'here' | 'away' = 'new';

  constructor(private readonly watched: Watched) {}

  /** Aborts where to try again would not help. */
  get refused(): AbortSignal {
    return this.giveUp.signal;
  }

  answered(): void {
    const { handle, url } = this.watched;
    if (this.state === 'new') note(`watching ${handle} at ${url}: Ctrl-C ends it`);
    if (this.state === 'away') note('the gateway is back');
    this.state = 'here';
  }

  /** Of a gateway that has answered before, whatever passes is waited out. */
  failed(error: CruddurError): void {
    const { cause } = error;
    if (cause instanceof DomainError && !cause.retriable) this.giveUp.abort(cause);
    else if (this.state === 'new') this.failedAtFirst(error);
    else if (this.state === 'here') {
      note(`the gateway is away: ${wordsOf(error)}`);
      this.state = 'away';
    }
  }

  private failedAtFirst(error: CruddurError): void {
    const { url, handle, since } = this.watched;
    const words = wordsOf(error);
    if (since !== undefined && error.status === 422) {
      this.giveUp.abort(
        new CliError(`--since is not the id of an event of ${handle}: ${since}`, {
          exitCode: EXIT.wrongUse,
          cause: error,
        }),
      );
    } else if (error.codes.length === 0) {
      const message = `the gateway does not answer: ${url} (${words})`;
      this.giveUp.abort(new CliError(message, { exitCode: EXIT.unavailable, cause: error }));
    } else note(`waits for the gateway: ${words}`);
  }
}

const wordsOf = (error: CruddurError): string => error.help ?? reasonOf(rootOf(error));

/** What `fetch` is told by the system says more than its own word. */
const rootOf = (error: Error): unknown => (error.cause instanceof Error ? rootOf(error.cause) : (error.cause ?? error));
