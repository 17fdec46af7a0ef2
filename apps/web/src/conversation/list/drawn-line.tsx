import { LineView, type LineViewProps } from './line-view';
import { messageOf } from './lines/lines';

interface DrawnLineProps extends Omit<LineViewProps, 'isFirstNew'> {
  /** Takes the height of what is drawn. */
  measure: (element: HTMLLIElement | null) => void;
  /** The numbers of the first message that was unread, and of the newest that there is. */
  firstNew: number | undefined;
  newest: number;
  /** Whether somebody has jumped to it. */
  isFound: boolean;
  onFocus: () => void;
}

/** A line in the place that it has in the list, of which few others are drawn. */
export function DrawnLine({ measure, firstNew, newest, isFound, onFocus, ...line }: DrawnLineProps) {
  const number = messageOf(line.lines[line.at])?.number;
  return (
    <li
      ref={measure}
      data-index={line.at}
      data-found={isFound || undefined}
      aria-posinset={number}
      aria-setsize={number && newest}
      onFocus={onFocus}
    >
      <LineView {...line} isFirstNew={number !== undefined && number === firstNew} />
    </li>
  );
}
