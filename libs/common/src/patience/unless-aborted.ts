/**
 * What comes of `work`, unless the signal aborts before: then nobody waits for it any longer.
 * @throws the reason of the signal.
 */
export async function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  let giveUp = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    giveUp = () => reject(reasonOf(signal));
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp);
  });
  return Promise.race([work, aborted]).finally(() => signal.removeEventListener('abort', giveUp));
}

const reasonOf = ({ reason }: AbortSignal): Error => (reason instanceof Error ? reason : new Error(String(reason)));
