import { useState } from 'react';
import { helpOf } from './help-of';

export interface Attempt {
  /** What went wrong the last time, in words. */
  problem: string | undefined;
  isBusy: boolean;
  /** Does one thing at a time. @returns whether it was done. */
  attempt: (work: () => Promise<unknown>) => Promise<boolean>;
}

/** Of a form, or of what else tells beside itself why something was refused. */
export function useAttempt(): Attempt {
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    setProblem(undefined);
    setBusy(true);
    try {
      await work();
      return true;
    } catch (error) {
      setProblem(helpOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { problem, isBusy, attempt };
}
