import { useState } from 'react';
import { SignInFailed, type SignInFault } from './session';

interface Attempts {
  /** What was wrong the last time. */
  fault: SignInFault | undefined;
  busy: boolean;
  attempt: (work: () => Promise<unknown>) => Promise<void>;
}

/** Keeps what the pool does not like for the form to tell; all else that goes wrong means that the pool is not there. */
export function useFault(): Attempts {
  const [fault, setFault] = useState<SignInFault>();
  const [busy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    setFault(undefined);
    setBusy(true);
    try {
      await work();
    } catch (error) {
      setFault(error instanceof SignInFailed ? error.fault : 'unavailable');
    } finally {
      setBusy(false);
    }
  };
  return { fault, busy, attempt };
}
