import { MANY_UNREAD, type MessageGroup } from '@app/common/contracts';

/** What a row says of how much its member has not read. */
export type UnreadPosition = Pick<
  MessageGroup,
  'uuid' | 'lastNumber' | 'lastReadNumber' | 'uncountedNumber' | 'revision'
>;

/** Entries of a conversation, the first and the last among them. */
export interface Stretch {
  from: number;
  to: number;
}

/** Where more entries would have to be looked at, the answer is that there are many. */
const MOST_LOOKED_AT = 200;

/**
 * What is certain by the row alone, and which entries must be looked at for the rest. Whatever lies above the read marker
 * and above the highest uncounted entry is another's message that is not deleted.
 */
export function reckonUnread(position: UnreadPosition): { certain: number; toLookAt?: Stretch } {
  const { lastNumber, lastReadNumber, uncountedNumber } = position;
  const certain = atMostMany(Math.max(0, lastNumber - Math.max(lastReadNumber, uncountedNumber)));
  const toLookAt = { from: lastReadNumber + 1, to: Math.min(uncountedNumber, lastNumber) };
  if (certain === MANY_UNREAD || toLookAt.to < toLookAt.from) return { certain };
  return toLookAt.to - lastReadNumber > MOST_LOOKED_AT ? { certain: MANY_UNREAD } : { certain, toLookAt };
}

export const atMostMany = (unread: number): number => Math.min(unread, MANY_UNREAD);
