import { MANY_UNREAD, type MessageGroup } from '@app/common/contracts';
import { entriesIn } from '../../reading/ranges';

/** What a row says of how much its member has not read. */
export type UnreadPosition = Pick<
  MessageGroup,
  'uuid' | 'lastNumber' | 'lastReadNumber' | 'uncountedNumber' | 'revision' | 'spans'
>;

/** Entries of a conversation, the first and the last among them. */
export interface Stretch {
  from: number;
  to: number;
}

/** Where more entries would have to be looked at, the answer is that there are many. */
const MOST_LOOKED_AT = 200;

/**
 * What is certain by the row alone, and which entries must be looked at for the rest. Whatever the member may see above the
 * read marker and above the highest uncounted entry is another's message that is not deleted.
 */
export function reckonUnread(position: UnreadPosition): { certain: number; toLookAt: Stretch[] } {
  const { lastNumber, lastReadNumber, uncountedNumber } = position;
  const above = Math.max(lastReadNumber, uncountedNumber);
  const certain = atMostMany(lengthOf(visible(position, { from: above + 1, to: lastNumber })));
  const toLookAt = visible(position, { from: lastReadNumber + 1, to: Math.min(uncountedNumber, lastNumber) });
  if (certain === MANY_UNREAD) return { certain, toLookAt: [] };
  return lengthOf(toLookAt) > MOST_LOOKED_AT ? { certain: MANY_UNREAD, toLookAt: [] } : { certain, toLookAt };
}

/** What of a stretch the member may see. */
const visible = ({ spans }: UnreadPosition, { from, to }: Stretch): Stretch[] =>
  entriesIn(spans)
    .map((range) => ({ from: Math.max(from, range.from), to: Math.min(to, range.until) }))
    .filter((stretch) => stretch.from <= stretch.to);

const lengthOf = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, { from, to }) => sum + to - from + 1, 0);

export const atMostMany = (unread: number): number => Math.min(unread, MANY_UNREAD);
