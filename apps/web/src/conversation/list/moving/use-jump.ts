import { type RefObject, useEffect, useState } from 'react';
import { type Line, messageAt, placeOf } from '../lines/lines';
import { articleAt, type List } from './list';
import type { Older } from './use-older';

/** A message that somebody has jumped to. */
export interface Found {
  number: number;
  key: string;
}

export interface Jump {
  found: Found | undefined;
  jumpTo: (number: number) => void;
  leave: () => void;
}

/** The way to a message, as far back as it is. */
export function useJump(box: RefObject<HTMLDivElement | null>, list: List, lines: Line[], older: Older): Jump {
  const [target, setTarget] = useState<number>();
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    if (target === undefined) return;
    const message = messageAt(lines, target);
    if (!message && older.hasMore && older.fault === undefined) return older.load();
    setTarget(undefined);
    if (message) setFound({ number: target, key: message.uuid });
  }, [target, lines, older]);
  useEffect(() => {
    if (!found) return;
    const at = placeOf(lines, found.number);
    list.scrollToIndex(at, { align: 'center' });
    articleAt(box.current, at)?.focus({ preventScroll: true });
    // Once, when it is drawn for that reason.
  }, [found]);
  return { found, jumpTo: setTarget, leave: () => setFound(undefined) };
}
