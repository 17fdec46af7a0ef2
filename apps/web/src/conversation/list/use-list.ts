import { defaultRangeExtractor, type Range, type ReactVirtualizer, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react';
import { keyOf, type Line, placeOf } from './lines';
import { type List, withHeld } from './list';

const ESTIMATE_PX = 58;
const OVERSCAN = 8;
const NEAR_END_PX = 60;

interface ListOptions {
  box: RefObject<HTMLDivElement | null>;
  lines: Line[];
  /** The number of the message where it begins; without one, at the end. */
  beginAt: number | undefined;
  /** The line that is drawn in any case. */
  held: string | undefined;
  /** Told when something else may be seen. */
  onLook: (list: List) => void;
}

/** A list that keeps its place when older lines come before it, and its end when newer ones come. */
export function useList({
  box,
  lines,
  beginAt,
  held,
  onLook,
}: ListOptions): ReactVirtualizer<HTMLDivElement, HTMLLIElement> {
  const hasBegun = useRef(false);
  const list = useVirtualizer<HTMLDivElement, HTMLLIElement>({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => ESTIMATE_PX,
    getItemKey: useCallback((at: number) => keyOf(lines[at]!), [lines]),
    rangeExtractor: useCallback((range: Range) => withHeld(defaultRangeExtractor(range), lines, held), [lines, held]),
    overscan: OVERSCAN,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: NEAR_END_PX,
    directDomUpdates: true,
    directDomUpdatesMode: 'position',
    onChange: (changed) => hasBegun.current && onLook(changed),
  });
  // Where it begins; from then on who reads decides.
  useLayoutEffect(() => {
    if (beginAt === undefined) list.scrollToEnd();
    else list.scrollToIndex(placeOf(lines, beginAt), { align: 'start' });
    // What is drawn before it stands there was not looked at.
    const frame = requestAnimationFrame(() => (hasBegun.current = true));
    return () => cancelAnimationFrame(frame);
  }, []);
  return list;
}
