import { useEffect } from 'react';
import { keyOf, type Line } from '../lines/lines';
import type { List } from './list';

/** Who has written something sees it, at the end. */
export function useOwnInView(list: List, lines: Line[]): void {
  const unsent = lines.findLast((line) => 'unsent' in line);
  const newest = unsent && keyOf(unsent);
  useEffect(() => {
    if (newest !== undefined) list.scrollToEnd();
  }, [list, newest]);
}
