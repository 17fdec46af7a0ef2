import { defaultRangeExtractor, type Range, type ReactVirtualizer, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { keyOf, type Line, placeOf } from '../lines/lines';
import { type List, withHeld } from './list';

const ESTIMATE_PX = 58;
const OVERSCAN = 8;
const NEAR_END_PX = 30;

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
  const end = useRef(new End());
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
    onChange: (changed) => {
      if (!hasBegun.current) return;
      end.current.look(changed);
      onLook(changed);
    },
  });
  useEffect(() => {
    const observer = new ResizeObserver(() => end.current.keep(list));
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, [box, list]);
  // Where it begins; from then on who reads decides.
  useLayoutEffect(() => {
    if (beginAt === undefined) list.scrollToEnd();
    else list.scrollToIndex(placeOf(lines, beginAt), { align: 'start' });
    // What is drawn before it stands there was not looked at.
    const frame = requestAnimationFrame(() => {
      hasBegun.current = true;
      end.current.look(list);
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return list;
}

/** Whether the end is seen; what a composer takes that grows is not taken from there. */
class End {
  private isSeen = false;
  private height: number | undefined;

  look(list: List): void {
    this.height ??= list.scrollRect?.height;
    if (list.scrollRect?.height === this.height) this.isSeen = list.isAtEnd();
  }

  keep(list: List): void {
    this.height = list.scrollRect?.height;
    if (this.isSeen) list.scrollToEnd();
  }
}
