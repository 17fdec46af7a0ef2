import type { Row } from './model-rows';
import type { Rules } from './model-rules';
import type { Steps } from './model-steps';
import type { ModelTable } from './model-table';

export interface UnreadLimits {
  /** So many entries are read at most. */
  read: number;
  /** So many unread are told at most, which means so many or more. */
  told: number;
}

/** What a process remembers of counting. */
export type Counted = Map<string, number>;

/**
 * Messages of others above the marker that are not deleted. Those above `uncounted_number` all count; those up to it are
 * read and counted, once for each revision that the row has taken in.
 */
export function* unread(
  { table, counted, rules }: { table: ModelTable; counted: Counted; rules: Rules },
  member: string,
  { lastNumber, lastReadNumber, uncountedNumber, revision }: Row,
  limits: UnreadLimits,
): Steps<number> {
  const certain = Math.max(0, lastNumber - Math.max(lastReadNumber, uncountedNumber));
  const upTo = Math.min(uncountedNumber, lastNumber);
  if (upTo <= lastReadNumber) return Math.min(certain, limits.told);
  if (certain >= limits.told || upTo - lastReadNumber > limits.read) return limits.told;
  const key = [member, lastReadNumber, upTo, ...(rules.countedAtRevision ? [revision] : [])].join();
  let count = counted.get(key);
  if (count === undefined) {
    count = 0;
    for (let number = lastReadNumber + 1; number <= upTo; number += 1) {
      yield;
      const entry = table.entries.get(number)!;
      if (entry.sender !== member && !entry.isDeleted) count += 1;
    }
    counted.set(key, count);
  }
  return Math.min(count + certain, limits.told);
}

/** By brute force. */
export const unreadOf = (table: ModelTable, member: string, { lastReadNumber, lastNumber }: Row): number =>
  [...table.entries.values()].filter(
    ({ number, sender, isDeleted }) =>
      number > lastReadNumber && number <= lastNumber && sender !== member && !isDeleted,
  ).length;
