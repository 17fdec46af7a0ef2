import { ConfigError } from '@app/common/config';

/** Ends the process with 1, and the reason on standard error, where it cannot start. */
export function startOrEnd(start: () => Promise<void>): void {
  start().catch((error: unknown) => {
    // The logger may not exist yet, and a bad configuration is for a person to read: no stack for it.
    process.stderr.write(`${error instanceof ConfigError ? error.message : inspectError(error)}\n`);
    process.exit(1);
  });
}

const inspectError = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
