import { Logger } from '@nestjs/common';

const SIGNALS: NodeJS.Signals[] = ['SIGTERM', 'SIGINT'];

/** Ends the process with 0 once `stop` has done what the first signal asks for; with 1 where it fails. Others are ignored. */
export function stopOnSignal(stop: () => Promise<void>): void {
  const logger = new Logger('Stop');
  let isStopping = false;
  const onSignal = (): void => {
    if (isStopping) return;
    isStopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
}
