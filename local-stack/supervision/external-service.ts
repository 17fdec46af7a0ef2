import { CliError } from '../terminal/cli-error';
import { reasonOf } from '../terminal/reason-of';
import type { Part } from './part';

/** A service that somebody else runs: it is used, never started or stopped. */
export class ExternalService implements Part {
  constructor(
    readonly name: string,
    readonly address: string,
    /** What says that it runs, as in `KAFKA_BROKERS`. */
    private readonly source: string,
    readonly probe: () => Promise<void>,
  ) {}

  pid(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async start(): Promise<void> {
    try {
      await this.probe();
    } catch (error) {
      throw new CliError(`${this.name} does not answer at ${this.address} (${this.source}): ${reasonOf(error)}`);
    }
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }

  kill(): Promise<void> {
    return Promise.resolve();
  }
}
