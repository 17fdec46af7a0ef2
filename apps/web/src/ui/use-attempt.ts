import { useState } from 'react';
import { helpOf } from './help-of';

export interface Attempt<Problem = string> {
  /** What went wrong the last time. */
  problem: Problem | undefined;
  isBusy: boolean;
  /** Does one thing at a time. @returns whether it was done. */
  attempt: (work: () => Promise<unknown>) => Promise<boolean>;
}

/** Of a form, or of what else tells beside itself why something was refused. */
export const useAttempt = (): Attempt => useAttemptToldBy(helpOf);

/** The same, where a failure is told in another way than by the words of the service. */
export function useAttemptToldBy<Problem>(problemOf: (error: unknown) => Problem): Attempt<Problem> {
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    setProblem(undefined);
    setBusy(true);
    try {
      await work();
      return true;
    } catch (error) {
      setProblem(() => problemOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { problem, isBusy, attempt };
}
