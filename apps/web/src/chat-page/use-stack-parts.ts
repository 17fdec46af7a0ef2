import { useEffect, useState } from 'react';
import { readStackParts, type StackPart } from './stack-parts';

const EVERY_MS = 5_000;

/** The parts of the local stack, asked for again and again while somebody may look; undefined while it does not answer. */
export function useStackParts(): StackPart[] | undefined {
  const [parts, setParts] = useState<StackPart[]>();
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      clearTimeout(timer);
      if (document.hidden) return;
      const told = await readStackParts(signal).catch(() => undefined);
      if (signal.aborted) return;
      setParts(told);
      // An answer may take longer than the pause.
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), EVERY_MS);
    };
    document.addEventListener('visibilitychange', () => void ask(), { signal });
    void ask();
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, []);
  return parts;
}
