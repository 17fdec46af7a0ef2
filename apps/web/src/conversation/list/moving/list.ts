import type { Virtualizer } from '@tanstack/react-virtual';
import { keyOf, type Line, messageOf } from '../lines/lines';

export type List = Virtualizer<HTMLDivElement, HTMLLIElement>;

/** A line counts as seen even if so much of it is still below. */
const BELOW_PX = 24;

/** The number of the last message that is seen to its end; 0 where there is none. */
export function lastSeenIn(list: List, lines: Line[]): number {
  const bottom = (list.scrollOffset ?? 0) + (list.scrollRect?.height ?? 0) + BELOW_PX;
  const { startIndex, endIndex } = list.range ?? { startIndex: 0, endIndex: -1 };
  for (let at = Math.min(endIndex, lines.length - 1); at >= startIndex; at--) {
    const message = messageOf(lines[at]);
    // One that fills the page is seen when nothing else is.
    if (message && ((list.measurementsCache[at]?.end ?? Infinity) <= bottom || at === startIndex))
      return message.number;
  }
  return 0;
}

/** What is drawn, and beside it the line that has the focus. */
export function withHeld(drawn: number[], lines: Line[], held: string | undefined): number[] {
  if (held === undefined) return drawn;
  const at = lines.findIndex((line) => keyOf(line) === held);
  return at < 0 || drawn.includes(at) ? drawn : [...drawn, at].sort((one, other) => one - other);
}

/** The message of a line that is drawn. */
export const articleAt = (box: HTMLElement | null, at: number): HTMLElement | undefined =>
  box?.querySelector<HTMLElement>(`:scope > ol > [data-index="${at}"] > article`) ?? undefined;
