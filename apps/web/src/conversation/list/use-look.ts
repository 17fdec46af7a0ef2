import { useState } from 'react';
import type { Line } from './lines/lines';
import { lastSeenIn, type List } from './moving/list';
import type { Older } from './moving/use-older';
import { isLookedAt, useReadMarks } from './reading/use-read-marks';

/** So many lines before the first that is seen, older ones are loaded. */
const AHEAD = 30;

interface Look {
  isAtEnd: boolean;
  /** The number up to which all is read. */
  upTo: number;
  /** To be told when something else may be seen. */
  onLook: (list: List) => void;
}

/** What follows from what is seen of a conversation: it counts as read, and what comes before it is loaded in time. */
export function useLook(groupUuid: string, lines: Line[], readUpTo: number, older: Older): Look {
  const [isAtEnd, setAtEnd] = useState(true);
  const marks = useReadMarks(groupUuid, readUpTo);
  const onLook = (list: List): void => {
    setAtEnd(list.isAtEnd());
    if ((list.range?.startIndex ?? AHEAD) < AHEAD && older.fault === undefined) older.load();
    if (isLookedAt()) marks.see(lastSeenIn(list, lines));
  };
  return { isAtEnd, upTo: marks.upTo, onLook };
}
