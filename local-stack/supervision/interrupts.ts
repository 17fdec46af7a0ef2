/** npm passes a Ctrl-C on to a process that the terminal has told already. */
const SAME_PRESS_MS = 1_000;

/**
 * Resolves at the first Ctrl-C or SIGTERM, or when the terminal closes; a second Ctrl-C or SIGTERM calls `force`. A
 * terminal that closes may say so several times, which is nobody's impatience.
 */
export function interrupted(force: () => void): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined;
    const onSignal = (): void => {
      first ??= Date.now();
      resolve();
      if (Date.now() - first > SAME_PRESS_MS) force();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
    process.on('SIGHUP', () => resolve());
  });
}
