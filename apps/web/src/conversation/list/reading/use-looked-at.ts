import { useEffect } from 'react';

/** Looks again whenever something is drawn anew, and when somebody comes back to the page. */
export function useLookedAt(look: () => void): void {
  useEffect(() => {
    look();
    const leaving = new AbortController();
    const { signal } = leaving;
    addEventListener('focus', look, { signal });
    document.addEventListener('visibilitychange', look, { signal });
    return () => leaving.abort();
  });
}
