import { interrupted } from '@local-stack/supervision/interrupts';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { note } from '@local-stack/terminal/terminal';

/**
 * Runs a change that Ctrl-C must not leave half done: at the first one it goes on to its end, or to the next place where
 * it may stop, which `signal` asks for; then the command ends as interrupted. A second Ctrl-C breaks it off.
 */
export async function untilDone<Answer>(change: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
  const interruption = new AbortController();
  void interrupted(() => process.exit(EXIT.interrupted)).then(() => {
    note('finishing what has begun; Ctrl-C again breaks it off');
    interruption.abort(new CliError('interrupted', { exitCode: EXIT.interrupted }));
  });
  try {
    return await change(interruption.signal);
  } finally {
    if (interruption.signal.aborted) process.exitCode = EXIT.interrupted;
  }
}
